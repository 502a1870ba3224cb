//! The binary, started on a free port with a data folder of its own.

use crate::http::{Answer, request};
use crate::keys::Keys;
use serde_json::json;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

/// A running relay; killed when dropped.
pub struct Relay {
    child: Child,
    pub port: u16,
    pub data: PathBuf,
    /// The token of the set-up link that it printed, if it did.
    pub set_up: Option<String>,
    said: tempfile::NamedTempFile,
}

fn text(file: &tempfile::NamedTempFile) -> String {
    std::fs::read_to_string(file.path()).unwrap()
}

/// The binary under test: named by the environment, or else what cargo built beside the test.
pub fn sightline() -> Command {
    Command::new(std::env::var_os("SIGHTLINE_BIN").map_or_else(beside_the_test, PathBuf::from))
}

fn beside_the_test() -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let folder = test.ancestors().find(|folder| folder.join(BINARY).is_file());
    folder.expect("the relay is built: cargo build -p sightline").join(BINARY)
}

/// How often is looked whether a relay has said something.
const LOOK_EVERY: std::time::Duration = std::time::Duration::from_millis(5);
/// Ports that are tried before a test fails.
const PORTS_TRIED: usize = 4;
const BINARY: &str = if cfg!(windows) { "sightline.exe" } else { "sightline" };

/// How a relay is started.
#[derive(Debug, Clone, Default)]
pub struct Start {
    /// More arguments.
    pub args: Vec<String>,
    /// What the environment says, above all `FAILPOINTS`.
    pub env: Vec<(String, String)>,
    /// The port; none takes a free one.
    pub port: Option<u16>,
    /// A program with its arguments that starts the relay, which is named last.
    pub through: Vec<String>,
}

impl Start {
    /// With these failpoints: `name=action;name=action`, as the crate `fail` reads them.
    pub fn failing(points: &str) -> Self {
        Self { env: vec![("FAILPOINTS".to_owned(), points.to_owned())], ..Self::default() }
    }

    fn command(&self) -> Command {
        let relay = sightline();
        let mut command = match self.through.split_first() {
            None => relay,
            Some((program, args)) => {
                let mut command = Command::new(program);
                command.args(args).arg(relay.get_program());
                command
            }
        };
        command.envs(self.env.iter().map(|(name, value)| (name, value)));
        command
    }
}

/// A folder with a page, so that there is an app to serve.
pub fn assets(folder: &Path) -> PathBuf {
    let dist = folder.join("dist");
    std::fs::create_dir_all(&dist).unwrap();
    std::fs::write(dist.join("index.html"), "<!doctype html><script>1</script>").unwrap();
    std::fs::write(dist.join("sw.js"), "2").unwrap();
    std::fs::write(dist.join("app-0123456789abcdef.js"), "3".repeat(100)).unwrap();
    std::fs::write(dist.join("app-0123456789abcdef.js.br"), "packed").unwrap();
    dist
}

/// A port that was free a moment ago.
pub fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

impl Relay {
    /// Starts the relay and waits until it serves.
    pub fn start(data: &Path) -> Self {
        Self::start_with(data, &[])
    }

    pub fn start_with(data: &Path, more: &[&str]) -> Self {
        Self::spawn(data, more).serving()
    }

    /// Starts a relay that doesn't speak plain http.
    pub fn start_tls(data: &Path, more: &[&str]) -> Self {
        Self::spawn(data, more)
    }

    /// Starts the relay in this way and waits until it serves.
    pub fn start_as(data: &Path, start: &Start) -> Self {
        Self::spawn_as(data, start).serving()
    }

    fn spawn(data: &Path, more: &[&str]) -> Self {
        let args = more.iter().map(|arg| (*arg).to_owned()).collect();
        Self::spawn_as(data, &Start { args, ..Start::default() })
    }

    fn spawn_as(data: &Path, start: &Start) -> Self {
        // A port that was free may be taken by another test before the relay has it.
        let tries = if start.port.is_some() { 1 } else { PORTS_TRIED };
        (0..tries).find_map(|_| Self::try_as(data, start)).expect("the relay says where it is")
    }

    fn try_as(data: &Path, start: &Start) -> Option<Self> {
        let port = start.port.unwrap_or_else(free_port);
        // What it logs is seen when somebody looks for why a test fails.
        let loud = std::env::var_os("SIGHTLINE_TEST_LOGS").is_some();
        // Into a file: whatever was said before something else happened is there then.
        let said = tempfile::NamedTempFile::new().unwrap();
        let mut child = start
            .command()
            .args(["serve", "--port", &port.to_string(), "--data"])
            .arg(data)
            .args(&start.args)
            .stdout(said.reopen().unwrap())
            .stderr(if loud { Stdio::inherit() } else { Stdio::null() })
            .spawn()
            .unwrap();
        while !text(&said).contains('\n') {
            if child.try_wait().unwrap().is_some() {
                return None;
            }
            std::thread::sleep(LOOK_EVERY);
        }
        let first = text(&said);
        assert!(first.starts_with("Sightline is at "), "{first}");
        Some(Self { child, port, data: data.to_owned(), set_up: None, said })
    }

    /// Waits until it serves: by then it has printed its link, if there is one.
    fn serving(mut self) -> Self {
        assert_eq!(self.get("/healthz", None).status, 200);
        let said = text(&self.said);
        let link = said.lines().find_map(|line| line.split_once("#setup="));
        self.set_up = link.map(|(_, token)| token.to_owned());
        self
    }

    /// Its process.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Waits until the process has ended by itself, and answers its exit code; none when a signal ended it.
    pub fn ended(&mut self) -> Option<i32> {
        self.child.wait().unwrap().code()
    }

    /// Whether the process still runs.
    pub fn runs(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    pub fn origin(&self) -> String {
        format!("http://localhost:{}", self.port)
    }

    /// Ends the process as a power cut would, as far as a process can tell.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Asks the process to stop, and answers its exit code.
    pub fn terminate(mut self) -> Option<i32> {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
        self.child.wait().unwrap().code()
    }

    pub fn get(&self, path: &str, cookie: Option<&str>) -> Answer {
        request(
            self.port,
            "GET",
            path,
            &cookie.map(|c| ("cookie", c.to_owned())).into_iter().collect::<Vec<_>>(),
            "",
        )
    }

    /// A write, as the app makes it.
    pub fn write(&self, method: &str, path: &str, cookie: Option<&str>, body: &serde_json::Value) -> Answer {
        let mut headers = vec![("origin", self.origin()), ("content-type", "application/json".to_owned())];
        headers.extend(cookie.map(|cookie| ("cookie", cookie.to_owned())));
        request(self.port, method, path, &headers, &body.to_string())
    }

    /// Joins with this token, and a key that nobody keeps.
    pub fn join(&self, token: &str) -> Answer {
        self.join_as(token, &Keys::fresh())
    }

    /// Joins with this token and key.
    pub fn join_as(&self, token: &str, keys: &Keys) -> Answer {
        self.write("POST", "/api/join", None, &json!({
            "token": token, "public_key": keys.public(), "device_name": "Ana's phone", "person_name": "Ana",
        }))
    }

    /// A challenge for this key.
    pub fn challenge(&self, keys: &Keys) -> String {
        let answer = self.write("POST", "/api/challenge", None, &json!({ "public_key": keys.public() }));
        assert_eq!(answer.status, 200, "{}", answer.body);
        answer.json()["challenge"].as_str().unwrap().to_owned()
    }

    /// Signs in with this key, a challenge and a signature.
    pub fn sign_in(&self, keys: &Keys, challenge: &str, signature: &str) -> Answer {
        let body = json!({ "public_key": keys.public(), "challenge": challenge, "signature": signature });
        self.write("POST", "/api/sign-in", None, &body)
    }

    /// Makes an invite as this admin and answers its token.
    pub fn invite(&self, admin: &str) -> String {
        let answer =
            self.write("POST", "/api/invites", Some(admin), &json!({ "team": null, "days": 1, "uses": 1 }));
        assert_eq!(answer.status, 200, "{}", answer.body);
        answer.json()["token"].as_str().unwrap().to_owned()
    }
}

impl Drop for Relay {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Runs a command that is expected to end by itself.
pub fn run(args: &[&str]) -> Output {
    sightline().args(args).output().unwrap()
}
