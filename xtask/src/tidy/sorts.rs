//! What runs in the browser puts lists in order by `in_order`: each list that the standard library sorts is four kilobytes of the download.

use super::{Text, rust};

/// Where the standard library may sort: the one place that all others use, and the layout, which has one kind of list.
const MAY: [&str; 2] = ["shared/src/in_order.rs", "shared/src/map/tally.rs"];

/// Lines that sort by themselves. Tests may.
pub(super) fn check(texts: &[Text]) -> Vec<String> {
    let ours = |text: &&Text| {
        let is_test = text.path.contains("/tests") || text.path.contains("/contract/");
        ["shared/src/", "app/src/"].iter().any(|part| text.path.starts_with(part))
            && !is_test
            && !MAY.contains(&text.path.as_str())
    };
    let mut found = Vec::new();
    for text in rust(texts).filter(ours) {
        let shipped = text.text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
        for (number, line) in shipped.lines().enumerate() {
            if sorts(line) {
                found.push(format!("{}:{} sorts by itself: use InOrder", text.path, number + 1));
            }
        }
    }
    found
}

fn sorts(line: &str) -> bool {
    let lists = [".sort_by", ".sort_unstable", ".sort()"];
    lists.iter().any(|call| line.contains(call)) && !line.contains(".sort_by_rank")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorts_are_found_where_they_are_shipped() {
        let check = |path: &str, text: &str| check(&[Text { path: path.into(), text: text.into() }]).len();
        let sorts = "//! x\nall.sort_unstable_by_key(|one| one.id);\nall.sort();\n";
        assert_eq!(check("shared/src/view/now.rs", sorts), 2);
        assert_eq!(check("shared/src/view/tests/now.rs", sorts), 0);
        assert_eq!(check("server/src/main.rs", sorts), 0);
        assert_eq!(check("app/src/act.rs", "fn x() {}\n\n#[cfg(test)]\nmod tests {\n all.sort();"), 0);
    }
}
