//! What was measured.

/// All figures of a run, in order.
#[derive(Debug, Default)]
pub(crate) struct Figures(Vec<Figure>);

#[derive(Debug)]
struct Figure {
    row: String,
    metric: String,
    value: f64,
    unit: &'static str,
}

impl Figures {
    pub(crate) fn add(
        &mut self,
        row: impl Into<String>,
        metric: impl Into<String>,
        value: f64,
        unit: &'static str,
    ) {
        let figure = Figure { row: row.into(), metric: metric.into(), value, unit };
        eprintln!("{:<12} {:<44} {:>12} {unit}", figure.row, figure.metric, short(value));
        self.0.push(figure);
    }

    /// The lines that are kept.
    pub(crate) fn print(&self) {
        for Figure { row, metric, value, unit } in &self.0 {
            println!(
                r#"{{"bench":"sync","row":"{row}","metric":"{metric}","value":{},"unit":"{unit}"}}"#,
                short(*value)
            );
        }
    }
}

/// Three digits behind the point for small figures, none for large ones.
fn short(value: f64) -> String {
    match value.abs() {
        large if large >= 1_000.0 => format!("{value:.0}"),
        middle if middle >= 10.0 => format!("{value:.1}"),
        _ => format!("{value:.3}"),
    }
}

/// The value below which so many percent lie.
pub(crate) fn percentile(values: &mut [f64], percent: usize) -> f64 {
    values.sort_by(f64::total_cmp);
    let at = (values.len() * percent).div_ceil(100).max(1) - 1;
    values[at.min(values.len() - 1)]
}
