//! The relay as a process: set-up, two devices, a kill after the acknowledgement, a clean stop, and what it says when it can't start.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;

use common::device::{Device, hello};
use common::relay::{Relay, assets, free_port, run};
use sightline_shared::id::Seq;
use sightline_shared::view::Statistics;
use sightline_shared::wire::{Cursor, FromDevice, FromRelay, Push, Settled};

/// RE1, RE3, RE4: what was acknowledged outlives a killed relay, once, and reaches the other device in log order.
#[tokio::test]
async fn an_acknowledged_change_survives_a_killed_relay_and_reaches_the_other_device() {
    let data = tempfile::tempdir().unwrap();
    let relay = Relay::start(data.path());
    let ana = Device::join(&relay, relay.set_up.as_deref().unwrap());
    let ben = Device::join(&relay, &relay.invite(&ana.cookie));
    assert!(ana.me.admin && !ben.me.admin);

    let (mut a, welcome) = ana.greet(&relay, None).await;
    assert!(welcome.bootstrap);
    let (mut b, _) = ben.greet(&relay, None).await;
    assert_eq!(b.bootstrap().await, (0, vec![]));
    assert_eq!(a.bootstrap().await, (0, vec![]));
    let team = ana.team(1, "Warehouse");
    let acked = a.push(0, vec![team.clone()]).await;
    let Settled::Accepted(Some(range)) = acked.outcome else { panic!("{acked:?}") };
    assert_eq!((range.from, range.to), (Seq(1), Seq(1)));
    match b.hear().await {
        FromRelay::Range(heard) => {
            assert_eq!((heard.from, heard.to, heard.chain), (Seq(1), Seq(1), range.chain));
            assert_eq!(heard.entries[0].bytes, team.bytes);
        }
        other => panic!("{other:?}"),
    }
    relay.kill();

    let relay = Relay::start(data.path());
    assert_eq!(relay.set_up, None, "somebody has joined");
    let cursor = Cursor { log: welcome.head.log, seq: range.to, chain: range.chain };
    let (mut a, again) = ana.greet(&relay, Some(cursor)).await;
    assert!(!again.bootstrap);
    assert_eq!(again.head, cursor);
    let acked = a.push(1, vec![team.clone()]).await;
    assert_eq!(acked.outcome, Settled::Accepted(None), "a resend is acknowledged and not appended again");
    let (mut b, again) = ben.greet(&relay, None).await;
    assert_eq!((again.head, again.docs), (cursor, 1));
    assert_eq!(b.bootstrap().await, (1, vec![team.doc]));
}

/// ST2, ST3: a running relay makes figures, soon after it starts, and whoever names them is sent them no more.
#[tokio::test]
async fn a_running_relay_publishes_figures() {
    let data = tempfile::tempdir().unwrap();
    let relay = Relay::start(data.path());
    let ana = Device::join(&relay, relay.set_up.as_deref().unwrap());
    let mut socket = ana.connect(&relay).await;
    socket.say(&hello(None)).await;
    let bytes = loop {
        if let FromRelay::Statistics(bytes) = socket.hear_all().await {
            break bytes;
        }
    };
    let figures = Statistics::read(&bytes).unwrap();
    assert!(figures.is_empty() && figures.as_of().0 % 3_600_000 == 0, "{figures:?}");
    let FromDevice::Hello(mut again) = hello(None) else { unreachable!() };
    (again.wants_docs, again.statistics) = (false, Some(Statistics::mark(&bytes)));
    let mut socket = ana.connect(&relay).await;
    socket.say(&FromDevice::Hello(again)).await;
    let stopped = tokio::task::spawn_blocking(move || relay.terminate());
    loop {
        match socket.hear_all().await {
            FromRelay::Close(_) => break,
            FromRelay::Statistics(_) => panic!("it has them"),
            _ => {}
        }
    }
    stopped.await.unwrap();
}

/// RE10: a stop says goodbye and ends well.
#[tokio::test]
async fn a_stop_says_goodbye_and_ends_well() {
    let data = tempfile::tempdir().unwrap();
    let relay = Relay::start(data.path());
    let ana = Device::join(&relay, relay.set_up.as_deref().unwrap());
    let (mut socket, _) = ana.greet(&relay, None).await;
    socket.bootstrap().await;
    let stopped = tokio::task::spawn_blocking(move || relay.terminate());
    assert_eq!(socket.hear().await, FromRelay::Close(sightline_shared::wire::CloseReason::GoingAway));
    assert_eq!(socket.close_code().await, 4000);
    drop(socket);
    assert_eq!(stopped.await.unwrap(), Some(0));
}

/// RE11: frames that can't be read, or come out of turn, end the connection with a reason.
#[tokio::test]
async fn bad_frames_end_the_connection_with_a_reason() {
    let data = tempfile::tempdir().unwrap();
    let relay = Relay::start(data.path());
    let ana = Device::join(&relay, relay.set_up.as_deref().unwrap());
    let mut socket = ana.connect(&relay).await;
    socket.say(&FromDevice::Ping).await;
    assert_eq!(socket.close_code().await, 4002, "nothing before the greeting");
    let (mut socket, _) = ana.greet(&relay, None).await;
    socket.say(&hello(None)).await;
    assert_eq!(socket.close_code().await, 4002, "one greeting only");
    let mut socket = ana.connect(&relay).await;
    let too_old = FromDevice::Hello(sightline_shared::wire::Hello {
        version: 0,
        cursor: None,
        row_version: 1,
        docs_after: None,
        wants_docs: true,
        compare: false,
        keeps: None,
        statistics: None,
    });
    socket.say(&too_old).await;
    assert_eq!(socket.close_code().await, 4001);
}

/// RE33: half a request's head holds a socket for a while and no longer, and so does a connection on which nothing is asked.
#[test]
fn half_a_request_is_not_waited_for() {
    use std::io::{Read, Write};
    let data = tempfile::tempdir().unwrap();
    let relay = Relay::start(data.path());
    let open = |text: &str| {
        let mut stream = std::net::TcpStream::connect(("127.0.0.1", relay.port)).unwrap();
        stream.write_all(text.as_bytes()).unwrap();
        stream.set_read_timeout(Some(std::time::Duration::from_secs(20))).unwrap();
        stream
    };
    let half = "GET /healthz HTTP/1.1\r\nhost: localhost\r\nx: ";
    let streams = [open(half), open(""), open(&format!("{half}y\r\n\r\n"))];
    for mut stream in streams {
        let mut heard = Vec::new();
        stream.read_to_end(&mut heard).expect("the relay closes it before we lose patience");
    }
}

/// RE12: what stands in the way is said in one sentence, with the exit code, before anything is written.
#[test]
fn what_stands_in_the_way_is_said_in_one_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let text = data.to_str().unwrap();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let sentence = |args: &[&str], code: i32| {
        let output = run(args);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(code), "{said}");
        assert_eq!(said.lines().filter(|line| !line.contains("INFO")).count(), 1, "{said}");
        said
    };

    let said = sentence(&["serve", "--port", &port, "--data", text], 1);
    assert!(said.contains("already listens") && said.contains(&port), "{said}");
    assert!(!data.exists(), "nothing is written");

    let said = sentence(&["serve", "--public-url", "http://example.org", "--data", text], 2);
    assert!(said.contains("must be https"), "{said}");
    assert!(!data.exists());

    let said = sentence(&["invite", "--data", text], 2);
    assert!(said.contains("no workspace"), "{said}");
    assert!(!data.exists());

    let file = folder.path().join("file");
    std::fs::write(&file, "").unwrap();
    let below = file.join("data");
    let free = free_port().to_string();
    let said = sentence(&["serve", "--port", &free, "--data", below.to_str().unwrap()], 1);
    assert!(said.contains("can't use the data folder"), "{said}");

    std::fs::create_dir(&data).unwrap();
    std::fs::write(data.join("sightline.db"), "not a database, but a text of some length".repeat(30))
        .unwrap();
    let said = sentence(&["serve", "--port", &free, "--data", text], 1);
    assert!(said.contains("not a Sightline database"), "{said}");
    assert_eq!(std::fs::read_dir(&data).unwrap().count(), 1, "nothing is written");
}

/// RE12: a database of a newer version is left as it is, and a folder serves one relay at a time.
#[test]
fn a_newer_database_and_a_taken_folder_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().to_str().unwrap();
    let relay = Relay::start(folder.path());
    let output = run(&["serve", "--port", &free_port().to_string(), "--data", data]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(said.contains("another sightline process"), "{said}");
    assert_eq!(relay.terminate(), Some(0));

    let file = folder.path().join("sightline.db");
    rusqlite::Connection::open(&file).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let before = std::fs::read(&file).unwrap();
    let output = run(&["serve", "--port", &free_port().to_string(), "--data", data]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(said.contains("version 99") && said.contains("newer sightline"), "{said}");
    assert_eq!(std::fs::read(&file).unwrap(), before);
}

/// RE13: the app's files come with the right headers, and a missing one is never a page.
#[test]
fn files_are_served_with_their_headers() {
    let folder = tempfile::tempdir().unwrap();
    let dist = assets(folder.path());
    let relay = Relay::start_with(&folder.path().join("data"), &["--assets", dist.to_str().unwrap()]);
    let page = relay.get("/request/0123", None);
    assert_eq!((page.status, page.header("cache-control")), (200, Some("no-cache")));
    let policy = page.header("content-security-policy").unwrap();
    assert!(policy.contains("script-src 'self' 'wasm-unsafe-eval' 'sha256-"), "{policy}");
    assert!(
        policy.contains("require-trusted-types-for 'script'") && policy.contains("frame-ancestors 'none'")
    );
    assert_eq!(page.header("x-content-type-options"), Some("nosniff"));
    assert_eq!(page.header("referrer-policy"), Some("no-referrer"));
    assert_eq!(page.header("cross-origin-opener-policy"), Some("same-origin"));
    assert!(page.header("permissions-policy").unwrap().contains("camera=(self)"));

    let hashed = relay.get("/app-0123456789abcdef.js", None);
    assert!(hashed.header("cache-control").unwrap().contains("immutable"));
    assert_eq!(hashed.header("content-encoding"), None);
    let accept = [("accept-encoding", "gzip, br".to_owned())];
    let packed = common::http::request(relay.port, "GET", "/app-0123456789abcdef.js", &accept, "");
    assert_eq!((packed.header("content-encoding"), packed.body.as_str()), (Some("br"), "packed"));
    assert_eq!(relay.get("/sw.js", None).header("cache-control"), Some("no-cache"));
    let missing = relay.get("/app-fedcba9876543210.js", None);
    assert_eq!((missing.status, missing.body.contains('<')), (404, false));
    assert_eq!(relay.get("/../sightline.db", None).status, 404);
    let health = relay.get("/healthz", None).json();
    assert_eq!((health["status"].as_str(), health["uptime_s"].is_u64()), (Some("ok"), true));
}

/// RE14: on the local network the relay speaks https with its own authority, keeps that authority, and says how to trust it.
#[test]
fn on_the_local_network_it_speaks_https() {
    let data = tempfile::tempdir().unwrap();
    let start = || Relay::start_tls(data.path(), &["--lan"]);
    let relay = start();
    let page = common::http::request(relay.port + 1, "GET", "/", &[], "");
    assert_eq!(page.status, 200);
    let fingerprint = page.body.split("<code>").nth(1).unwrap().split('<').next().unwrap().to_owned();
    assert_eq!(fingerprint.split(':').count(), 32);
    let certificate = common::http::request(relay.port + 1, "GET", "/sightline-authority.crt", &[], "");
    assert_eq!(certificate.header("content-type"), Some("application/x-x509-ca-cert"));
    let authority = std::fs::read(data.path().join("lan/authority.crt")).unwrap();
    let health = common::tls::get(relay.port, "/healthz", &authority);
    assert!(health.contains("\"status\":\"ok\""), "{health}");
    let plain = std::net::TcpStream::connect(("127.0.0.1", relay.port)).map(|mut stream| {
        use std::io::{Read, Write};
        stream.write_all(b"GET / HTTP/1.1\r\nhost: localhost\r\n\r\n").unwrap();
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        answer
    });
    assert!(!plain.unwrap().starts_with(b"HTTP"), "no plain http on the port for https");
    drop(relay);
    let again = start();
    let page = common::http::request(again.port + 1, "GET", "/", &[], "");
    assert!(page.body.contains(&fingerprint), "the authority is kept");
}

/// RE4: five devices that write at the same time are each sent one stream without a gap, to the same end.
#[tokio::test(flavor = "multi_thread")]
async fn devices_that_write_at_once_see_one_log() {
    const DEVICES: u8 = 5;
    const EACH: u8 = 20;
    let data = tempfile::tempdir().unwrap();
    let relay = std::sync::Arc::new(Relay::start(data.path()));
    let ana = Device::join(&relay, relay.set_up.as_deref().unwrap());
    let mut devices: Vec<Device> =
        (1..DEVICES).map(|_| Device::join(&relay, &relay.invite(&ana.cookie))).collect();
    let (_, welcome) = ana.greet(&relay, None).await;
    devices.push(ana);
    let mut tasks = Vec::new();
    for (device, n) in devices.into_iter().zip(0..) {
        let relay = std::sync::Arc::clone(&relay);
        tasks.push(tokio::spawn(async move {
            let (mut socket, _) = device.greet(&relay, Some(welcome.head)).await;
            let (mut cursor, mut sent, mut settled) = (welcome.head, 0, 0);
            while cursor.seq < Seq(u64::from(DEVICES * EACH)) {
                // Up to three batches under way.
                while sent < EACH && sent - settled < 3 {
                    let changes = vec![device.team(n * EACH + sent, "Team")];
                    socket
                        .say(&FromDevice::Push(Push { batch: u64::from(sent), changes, seals: Vec::new() }))
                        .await;
                    sent += 1;
                }
                let (from, to, chain) = match socket.hear().await {
                    FromRelay::Range(range) => (range.from, range.to, range.chain),
                    FromRelay::Acked(acked) => {
                        assert_eq!(acked.batch, u64::from(settled), "in the order of the batches");
                        settled += 1;
                        match acked.outcome {
                            Settled::Accepted(Some(range)) => (range.from, range.to, range.chain),
                            Settled::Accepted(None) => continue,
                            refused @ Settled::Refused(_) => panic!("{refused:?}"),
                        }
                    }
                    other => panic!("{other:?}"),
                };
                assert_eq!(from.0, cursor.seq.0 + 1);
                cursor = Cursor { log: cursor.log, seq: to, chain };
            }
            cursor
        }));
    }
    let mut ends = Vec::new();
    for task in tasks {
        ends.push(tokio::time::timeout(std::time::Duration::from_secs(30), task).await.unwrap().unwrap());
    }
    assert!(ends.windows(2).all(|pair| pair[0] == pair[1]), "{ends:?}");
}
