//! Maps to begin with, one for each trade: files like any other, so what they put on the map is seen before it is there.

use crate::part::Icons;
use crate::ui::words::{Language, t};
use icondata_lu as lu;

/// A map to begin with.
pub(super) struct Template {
    pub(super) icon: Icons,
    key: &'static str,
    english: &'static str,
    spanish: &'static str,
}

macro_rules! template {
    ($key:literal, $icon:expr) => {
        Template {
            icon: $icon,
            key: $key,
            english: include_str!(concat!("../../../templates/", $key, ".en.yaml")),
            spanish: include_str!(concat!("../../../templates/", $key, ".es.yaml")),
        }
    };
}

/// All of them.
pub(super) static TEMPLATES: [Template; 4] = [
    template!("warehouse", lu::LuWarehouse),
    template!("field-service", lu::LuWrench),
    template!("clinic", lu::LuStethoscope),
    template!("software", lu::LuCode),
];

impl Template {
    /// What the trade is called.
    pub(super) fn title(&self) -> String {
        match self.key {
            "warehouse" => t!("template-warehouse"),
            "field-service" => t!("template-field-service"),
            "clinic" => t!("template-clinic"),
            _ => t!("template-software"),
        }
    }

    /// The file, in the language that is spoken.
    pub(super) fn text(&self) -> &'static str {
        match Language::spoken() {
            Language::Spanish => self.spanish,
            Language::English => self.english,
        }
    }
}
