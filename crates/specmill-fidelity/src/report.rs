//! What was found, as a table and as a list of faults.

use std::fmt::Write;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::Given;
use crate::driver::Outcome;

/// What a type does with a schema's instances, from the best to the worst.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Class {
    /// Strict decoding takes it, and it is given back as it was.
    Exact,
    /// One that the schema refuses is taken by strict decoding.
    Unnoticed,
    /// Strict decoding refuses it; lenient decoding gives it back as it was.
    Drift,
    /// It is given back differently.
    Lossy,
    /// Lenient decoding refuses it.
    Failed,
}

impl Class {
    pub(crate) fn of(outcome: &Outcome) -> Self {
        match outcome {
            Outcome::Exact => Class::Exact,
            Outcome::Drift(_) => Class::Drift,
            Outcome::Lossy(..) => Class::Lossy,
            Outcome::Failed(_) => Class::Failed,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Class::Exact => "exact",
            Class::Unnoticed => "unnoticed",
            Class::Drift => "drift",
            Class::Lossy => "lossy",
            Class::Failed => "failed",
        }
    }
}

/// An instance that a type does not do right.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Fault {
    /// What is wrong.
    pub class: Class,
    /// The instance.
    pub instance: String,
    /// What came out of it.
    pub outcome: String,
}

impl Fault {
    pub(crate) fn new(class: Class, instance: &Value, outcome: &str) -> Self {
        Self { class, instance: instance.to_string(), outcome: outcome.to_owned() }
    }

    /// What is wrong where, without the values.
    fn kind(&self) -> (Class, &str) {
        let said = self.outcome.split_once("; ").map_or(self.outcome.as_str(), |(_, said)| said);
        (self.class, said.split(", found").next().unwrap_or_default())
    }
}

/// What became of the instances of one schema.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Schema {
    /// The component.
    pub name: String,
    /// How many instances were exact, drift, lossy and failed.
    pub counts: [usize; 4],
    /// How many that the schema refuses were asked for.
    pub invalid: usize,
    /// How many of those strict decoding refuses as well.
    pub noticed: usize,
    /// The shortest of what is wrong.
    pub faults: Vec<Fault>,
    /// Why there is no instance.
    pub unjudged: Option<String>,
}

impl Schema {
    pub(crate) fn new(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    pub(crate) fn count(&mut self, class: Class) {
        let at = match class {
            Class::Exact => 0,
            Class::Drift => 1,
            Class::Lossy => 2,
            Class::Failed => 3,
            Class::Unnoticed => return,
        };
        self.counts[at] += 1;
    }

    /// Whether there are fewer than `most` faults of this class.
    pub(crate) fn wants(&self, class: Class, most: usize) -> bool {
        self.faults.iter().filter(|fault| fault.class == class).count() < most
    }

    pub(crate) fn add(&mut self, fault: Fault, most: usize) {
        // One of each kind says as much as many.
        let is_known = self.faults.iter().any(|known| known.kind() == fault.kind());
        if self.wants(fault.class, most) && !is_known {
            self.faults.push(fault);
            self.faults.sort_by_key(|fault| (fault.class, fault.instance.len()));
        }
    }

    /// The worst that became of an instance; `None` where there was none.
    #[must_use]
    pub fn class(&self) -> Option<Class> {
        let classes = [Class::Failed, Class::Lossy, Class::Drift, Class::Exact];
        let mut counts = self.counts.iter().rev().zip(classes);
        counts.find(|(count, _)| **count > 0).map(|(_, class)| class)
    }
}

/// What was found in one document.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Report {
    /// The document, as it was asked for.
    pub document: String,
    /// Why its types could not be judged.
    pub error: Option<String>,
    /// Its component schemas.
    pub schemas: Vec<Schema>,
    /// Places that became any value, and what the document says there.
    pub untyped: Vec<(String, String)>,
    /// References that lead nowhere.
    pub unresolved: Vec<String>,
    /// What became of the instances that stand beside the document.
    #[serde(default)]
    pub given: Vec<Given>,
}

/// The head of the table.
const HEAD: [&str; 10] = [
    "document",
    "schemas",
    "judged",
    "instances",
    "exact",
    "drift",
    "lossy",
    "failed",
    "untyped",
    "noticed",
];

impl Report {
    /// One of a document that could not be judged.
    #[must_use]
    pub fn failed(document: &str, error: String) -> Self {
        Self { document: document.to_owned(), error: Some(error), ..Self::default() }
    }

    /// How many schemas are of this class.
    #[must_use]
    pub fn count(&self, class: Class) -> usize {
        self.schemas.iter().filter(|schema| schema.class() == Some(class)).count()
    }

    /// How many instances there were, how many of them exact, how many invalid ones, and how many
    /// of those were noticed.
    #[must_use]
    pub fn instances(&self) -> [usize; 4] {
        let sum = |of: fn(&Schema) -> usize| self.schemas.iter().map(of).sum();
        [
            sum(|schema| schema.counts.iter().sum()),
            sum(|schema| schema.counts[0]),
            sum(|schema| schema.invalid),
            sum(|schema| schema.noticed),
        ]
    }

    /// The faults, the shortest first, at most `most` of them; each with its schema.
    #[must_use]
    pub fn faults(&self, most: usize) -> String {
        let mut text = String::new();
        if let Some(error) = &self.error {
            let _ = writeln!(text, "{}: {error}", self.document);
        }
        let all = self
            .schemas
            .iter()
            .flat_map(|schema| schema.faults.iter().map(|fault| (fault, schema.name.as_str())));
        let mut all: Vec<(&Fault, &str)> = all.collect();
        all.sort_by_key(|(fault, name)| (fault.instance.len(), *name));
        for (fault, name) in all.iter().take(most) {
            let Fault { class, instance, outcome } = fault;
            let _ = writeln!(
                text,
                "{}: {name}: {}\n    {}\n    {}",
                self.document,
                class.word(),
                cut(instance),
                cut(outcome)
            );
        }
        for (place, schema) in self.untyped.iter().take(most) {
            let _ = writeln!(text, "{}: {place}: untyped\n    {}", self.document, cut(schema));
        }
        for given in self.given.iter().filter(|given| given.is_right == Some(false)) {
            let Given { schema, instance, right, outcome, .. } = given;
            let outcome = cut(outcome);
            let _ = writeln!(
                text,
                "{}: {schema}: not {right}\n    {instance}\n    {outcome}",
                self.document
            );
        }
        for schema in &self.schemas {
            if let Some(reason) = &schema.unjudged {
                let _ = writeln!(
                    text,
                    "{}: {}: not judged\n    {}",
                    self.document,
                    schema.name,
                    cut(reason)
                );
            }
        }
        text
    }
}

/// The first 600 characters of `text`.
fn cut(text: &str) -> String {
    match text.char_indices().nth(600) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// A row for each of `reports`, in Markdown, and one for all of them.
#[must_use]
pub fn table(reports: &[Report]) -> String {
    let mut text = format!("| {} |\n|---|{}\n", HEAD.join(" | "), "--:|".repeat(HEAD.len() - 1));
    let mut all = Report { document: "all".to_owned(), ..Report::default() };
    for report in reports {
        text.push_str(&row(report));
        all.schemas.extend(report.schemas.iter().cloned());
        all.untyped.extend(report.untyped.iter().cloned());
    }
    if reports.len() > 1 {
        text.push_str(&row(&all));
    }
    text
}

fn row(report: &Report) -> String {
    let document = &report.document;
    if let Some(error) = &report.error {
        let line = error.lines().next().unwrap_or_default().replace('|', "\\|");
        return format!("| {document} | {line} |{}\n", " |".repeat(HEAD.len() - 2));
    }
    let [instances, _, invalid, noticed] = report.instances();
    let classes = [Class::Exact, Class::Drift, Class::Lossy, Class::Failed];
    let counts = classes.map(|class| report.count(class));
    let judged: usize = counts.iter().sum();
    let mut cells = vec![document.clone(), report.schemas.len().to_string(), judged.to_string()];
    cells.push(instances.to_string());
    cells.extend(counts.map(|count| count.to_string()));
    cells.push(report.untyped.len().to_string());
    cells.push(match invalid {
        0 => "–".to_owned(),
        _ => format!("{:.2} %", 100.0 * noticed as f64 / invalid as f64),
    });
    format!("| {} |\n", cells.join(" | "))
}
