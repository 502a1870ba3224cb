//! Hours as people write them.

use super::*;

fn said(text: &str) -> String {
    Week::parse(text).unwrap_or_else(|error| panic!("{text}: {error}")).to_string()
}

/// CL1.
#[test]
fn hours_are_read_as_people_write_them_and_kept_in_one_way() {
    let cases = [
        ("mo-fr 08:00-17:00; sa 09:00-12:00", "mo-fr 08:00-17:00; sa 09:00-12:00"),
        ("Mo–Fr 8–17\nSa 9-12.30", "mo-fr 08:00-17:00; sa 09:00-12:30"),
        ("Monday - Friday: 8.00-12.00, 13.00-17.00", "mo-fr 08:00-12:00, 13:00-17:00"),
        ("lunes-viernes 8-17; sáb 9-12", "mo-fr 08:00-17:00; sa 09:00-12:00"),
        ("mo, we, fr 8-12", "mo,we,fr 08:00-12:00"),
        ("mo 8-12; mo 11-13; mo 13-14", "mo 08:00-14:00"),
        ("fr-mo 22-6", "mo,fr-su 22:00-06:00"),
        ("6-14, 14-22", "mo-su 06:00-22:00"),
        ("8-8", "mo-su 08:00-08:00"),
        ("0-24", "mo-su 00:00-24:00"),
        ("sa 20-24", "sa 20:00-24:00"),
        ("always", ""),
        ("24/7", ""),
        ("  ", ""),
    ];
    for (text, canonical) in cases {
        assert_eq!(said(text), canonical, "{text}");
        assert_eq!(Week::parse(canonical).map(|week| week.to_string()).as_deref(), Ok(canonical));
        assert_eq!(Week::parse(canonical), Week::parse(text));
    }
}

/// CL1.
#[test]
fn hours_that_make_no_sense_say_which_part() {
    let wrong = |text: &str| Week::parse(text).expect_err(text);
    assert_eq!(wrong("mo-fri 8-17; someday 9-12"), HoursError::Day("someday".into()));
    assert_eq!(wrong("mo 8-25"), HoursError::Time("8-25".into()));
    assert_eq!(wrong("mo 8:60-9"), HoursError::Time("8:60-9".into()));
    assert_eq!(wrong("mo 24-3"), HoursError::Time("24-3".into()));
    assert_eq!(wrong("mo 8"), HoursError::Time("8".into()));
    assert_eq!(wrong("mo 8-12, 13"), HoursError::Time("13".into()));
    assert_eq!(wrong("closed"), HoursError::NoTime("closed".into()));
    let many: Vec<String> = (0..7).map(|hour| format!("{}:00-{}:30", hour * 3, hour * 3)).collect();
    assert_eq!(wrong(&many.join(", ")), HoursError::TooMany);
}

/// CL1.
#[test]
fn zones_and_dates_are_read_strictly() {
    assert_eq!(Zone::parse(BERLIN).map(|zone| zone.name().to_owned()).as_deref(), Some("Europe/Berlin"));
    assert!(Zone::parse("Asia/Kolkata IST-5:30").is_some());
    for wrong in ["Europe/Berlin", "", " CET-1", "Europe/Berlin nonsense,", "<b> CET-1", "Eurôpe CET-1"] {
        assert_eq!(Zone::parse(wrong), None, "{wrong}");
    }
    assert_eq!(Day::read("2026-12-25"), Day::of(2026, 12, 25));
    for wrong in ["2026-02-29", "2026-1-1", "25.12.2026", "2026-12-25x", "+026-12-25", ""] {
        assert_eq!(Day::read(wrong), None, "{wrong}");
    }
}
