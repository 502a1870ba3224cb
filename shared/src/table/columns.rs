//! Which column is what.

use crate::view::plain_words;

/// Where names and numbers of customers stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Columns {
    /// The place of the name.
    pub name: usize,
    /// The place of the customer number, if there is one.
    pub number: Option<usize>,
    /// The place of the telephone number, if there is one.
    pub phone: Option<usize>,
    /// The first line names the columns, and is no customer.
    pub named: bool,
}

/// What names of customers are called in English; an app adds its own language's. Separated by commas.
const NAMES: &str = "name, customer name, customer, client, company, account name";
/// What their numbers are called.
const NUMBERS: &str =
    "number, customer number, customer no, reference, customer id, account, account number, no, id";

/// What their telephone numbers are called, also in files that come from elsewhere.
const PHONES: &str = "phone, phone number, phone no, telephone, telephone number, tel, tel no, mobile, mobile number, mobile phone, \
    cell, cell phone, contact number, telefon, telefonnummer, handy, mobil";

/// Which columns these are by their names: `names`, `numbers` and `phones` are what the person's own language calls them, separated by commas.
/// What can't be guessed is the first column for the name and none for the rest.
pub fn guess(first: &[String], names: &str, numbers: &str, phones: &str) -> Columns {
    let columns: Vec<String> = first.iter().map(|cell| plain_words(cell)).collect();
    let place = |own: &str, english: &str| {
        let words = own.split(',').chain(english.split(',')).map(plain_words);
        words
            .filter(|word| !word.is_empty())
            .find_map(|word| columns.iter().position(|column| *column == word))
    };
    let name = place(names, NAMES);
    let number = place(numbers, NUMBERS).filter(|at| Some(*at) != name);
    let phone = place(phones, PHONES).filter(|at| ![name, number].contains(&Some(*at)));
    // A first line that calls nothing by a name that we know may be the first customer; who sees it can say so.
    let named = [name, number, phone].iter().any(Option::is_some);
    Columns { name: name.unwrap_or(0), number, phone, named }
}
