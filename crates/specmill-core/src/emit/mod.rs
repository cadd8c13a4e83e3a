//! From what will be generated to Rust, as tokens.
//!
//! One root file joins a file a module with `include!`, so that a reader finds an operation where
//! its tag says and a changed tag changes one file.

mod answer_docs;
mod answers;
mod arguments;
mod bodies;
mod client;
mod constructors;
mod conventions;
mod conversions;
mod defuse;
mod doc_table;
mod docs;
mod example_answer;
mod example_argument;
mod example_layout;
mod example_settings;
mod example_value;
mod examples;
mod feature_labels;
mod file;
mod html;
mod index;
mod inline;
mod interface;
mod long_text;
mod mock;
mod modules;
mod notes;
mod operations;
mod paging;
mod plain_text;
mod scope;
mod servers;
mod shown;
mod types;
mod unions;
mod uses;
mod webhooks;
mod wrap;

use crate::ir::Api;

pub use doc_table::entry as doc_entry;
pub use example_settings::{Examples, ExamplesFault, check_examples};
pub(crate) use file::file_name;
pub use file::{File, Item, Part, braced};
pub use interface::INTERFACE;

/// What the caller may choose about the output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The name of the root file and of the folder beside it.
    pub name: String,
    /// What `date-time` and `date` become.
    pub dates: Dates,
    /// How examples of calls reach the client; without, there are none.
    pub examples: Option<Examples>,
    /// The cargo feature that the module `mock` is compiled with; without, there is none.
    pub mock_feature: Option<String>,
    /// The cargo features of tags that the documentation names at what they bring; none by default.
    pub labelled_features: Vec<String>,
}

/// What `format: date-time` and `format: date` become.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Dates {
    /// `json::DateTime`, which a `jiff::Timestamp` becomes and gives, and `jiff::civil::Date` (feature
    /// `jiff` of specmill-runtime, on by default).
    #[default]
    Jiff,
    /// `chrono::DateTime<Utc>` and `chrono::NaiveDate` (feature `chrono` of specmill-runtime).
    Chrono,
    /// `String`, as it came.
    Text,
}

/// Every file of the client, the root file first.
#[must_use]
pub fn emit(api: &Api, options: &Options) -> Vec<File> {
    modules::files(api, options)
}

/// The code of an example: a call of the first operation, as its documentation shows it. None where there are
/// no examples.
#[must_use]
pub fn first_example(api: &Api, options: &Options) -> Option<String> {
    examples::first(api, options)
}
