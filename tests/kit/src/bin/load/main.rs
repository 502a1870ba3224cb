//! The load client of `cargo xtask bench sync`: a relay as a process of its own, durable, and clients in this one. Each row of the bench
//! is one module's function; figures are printed as a table and as JSON lines.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "measures, and fails loudly"
)]

mod actors;
mod appends;
mod crowd;
mod figures;
mod first_copy;
mod live;
mod stage;

use figures::Figures;

/// The rows, in the order in which they run.
const ROWS: [&str; 9] = ["W1", "W2", "W3", "W4", "W5", "W6", "W7", "W8", "actors"];

#[tokio::main]
async fn main() {
    let named: Vec<String> = std::env::args().skip(1).collect();
    for name in &named {
        assert!(ROWS.contains(&name.as_str()), "there is no row {name}: {}", ROWS.join(", "));
    }
    let wanted = |row: &str| named.is_empty() || named.iter().any(|name| name == row);
    let mut figures = Figures::default();
    for row in ROWS.into_iter().filter(|row| wanted(row)) {
        eprintln!("── {row}");
        match row {
            "W1" => live::w1(&mut figures).await,
            "W2" => live::w2(&mut figures).await,
            "W3" => live::w3(&mut figures).await,
            "W4" | "W5" | "W6" => {
                // They share one filled workspace; the first of them runs all that are wanted.
                if ROWS[3..6].iter().find(|row| wanted(row)) == Some(&row) {
                    first_copy::run(&mut figures, &wanted).await;
                }
            }
            "W7" => crowd::w7(&mut figures).await,
            "W8" => appends::w8(&mut figures).await,
            _ => actors::run(&mut figures),
        }
    }
    figures.print();
}
