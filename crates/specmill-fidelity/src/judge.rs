//! What a generated type makes of instances that a validator accepts, and of those that it refuses.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use fastrand::Rng;
use serde_json::Value;

use crate::Document;
use crate::driver::{Driver, Outcome};
use crate::generate::{Generated, client};
use crate::given::given;
use crate::mutation::{MUTATIONS, mutated};
use crate::report::{Class, Fault, Report, Schema};
use crate::sample::Sampler;
use crate::settled::Settled;
use crate::validator::{Compiled, Schemas, refusal};

/// How many attempts there are for one instance.
const ATTEMPTS: usize = 30;

/// How many of the faults of one schema are kept, of each class.
const KEPT: usize = 5;

/// What to judge by.
#[derive(Clone, Debug)]
pub struct Settings {
    /// How many instances of each schema.
    pub instances: usize,
    /// What they are drawn from; the same seed makes the same ones.
    pub seed: u64,
    /// Only the schema of this name.
    pub schema: Option<String>,
}

/// Judges the types of the document at `path`, whose crate is in `folder` and whose program is
/// `program`.
///
/// # Errors
///
/// When the document cannot be read, or the program cannot be started.
pub fn judge(
    path: &Path,
    folder: &Path,
    program: &Path,
    settings: &Settings,
) -> Result<Report, String> {
    let document = Document::read(path)?;
    let generated = generated(folder)?;
    let schemas = Schemas::of(&document, false)?;
    let reduced = Schemas::of(&document, true)?;
    let mut driver = Driver::new(program, Settled::new(client(path)?));
    let mut report = Report::default();
    let wanted = |name: &&str| settings.schema.as_deref().is_none_or(|wanted| wanted == *name);
    for name in document.components().filter(wanted) {
        let Some(number) = document.root(name) else { continue };
        let mut schema = Schema::new(name);
        if generated.typed.iter().any(|typed| typed == name) {
            match (schemas.validator(number), reduced.validator(number)) {
                (Ok(accepts), Ok(notices)) => {
                    let seed = settings.seed ^ hash(name);
                    Judge { document: &document, accepts, notices, driver: &mut driver, seed }
                        .schema(number, settings.instances, &mut schema)?;
                }
                (Err(error), _) | (_, Err(error)) => schema.unjudged = Some(error),
            }
        } else {
            schema.count(Class::Failed);
            schema.add(Fault::new(Class::Failed, &Value::Null, "it has no type"), KEPT);
        }
        report.schemas.push(schema);
    }
    let of_wanted = |place: &str| wanted(&place.split(['.', '[']).next().unwrap_or_default());
    let untyped = generated.untyped.into_iter().filter(|untyped| of_wanted(&untyped.place));
    report.untyped = untyped.map(|untyped| (untyped.place, untyped.schema)).collect();
    report.given = given(path, &mut driver)?;
    report.unresolved.clone_from(&document.unresolved);
    Ok(report)
}

fn generated(folder: &Path) -> Result<Generated, String> {
    let path = folder.join("generated.json");
    let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    serde_json::from_str(&text).map_err(|error| error.to_string())
}

/// FNV-1a, which is the same on every machine.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// Judges one schema.
struct Judge<'a> {
    document: &'a Document,
    accepts: Compiled<'a>,
    notices: Compiled<'a>,
    driver: &'a mut Driver,
    seed: u64,
}

impl Judge<'_> {
    fn schema(&mut self, number: usize, wanted: usize, schema: &mut Schema) -> Result<(), String> {
        let mut known = BTreeSet::new();
        let mut refused = None;
        for turn in 0..wanted as u64 {
            let seed = self.seed.wrapping_add(turn.wrapping_mul(0x9e37_79b9_7f4a_7c15));
            let Some(instance) = self.instance(number, seed, &mut refused) else { continue };
            if !known.insert(instance.to_string()) {
                continue;
            }
            let outcome = self.driver.outcome(&schema.name, &instance)?;
            schema.count(Class::of(&outcome));
            if outcome != Outcome::Exact && schema.wants(Class::of(&outcome), KEPT) {
                let fault = self.shrunk(&schema.name, instance.clone(), outcome)?;
                schema.add(fault, KEPT);
            }
            self.mutations(seed, &instance, schema)?;
        }
        if known.is_empty() {
            let reason = refused.unwrap_or_else(|| "no value was found".to_owned());
            schema.unjudged = Some(reason);
        }
        Ok(())
    }

    /// An instance that the validator accepts.
    fn instance(&self, number: usize, seed: u64, refused: &mut Option<String>) -> Option<Value> {
        let mut sampler = Sampler::new(self.document, seed);
        (0..ATTEMPTS).find_map(|_| {
            let instance = sampler.sample(number)?;
            if self.accepts.is_valid(&instance) {
                return Some(instance);
            }
            let reason = refusal(&self.accepts, &instance).unwrap_or_default();
            *refused = Some(format!("{instance} is refused: {reason}"));
            None
        })
    }

    /// Changes `instance` in each way, and asks for those that the validator refuses.
    fn mutations(
        &mut self,
        seed: u64,
        instance: &Value,
        schema: &mut Schema,
    ) -> Result<(), String> {
        let mut rng = Rng::with_seed(seed);
        for mutation in MUTATIONS.iter().flat_map(|mutation| [mutation; 2]) {
            let Some(changed) = mutated(&mut rng, instance, *mutation) else { continue };
            // Whether a component may be null is said where it is used.
            if changed.is_null() || self.notices.is_valid(&changed) {
                continue;
            }
            schema.invalid += 1;
            if self.driver.refuses(&schema.name, &changed)? {
                schema.noticed += 1;
            } else if schema.wants(Class::Unnoticed, KEPT) {
                let fault = self.shrunk_unnoticed(&schema.name, changed)?;
                schema.add(fault, KEPT);
            }
        }
        Ok(())
    }

    /// The fault, of an instance without the members and items that it does not need.
    fn shrunk(
        &mut self,
        name: &str,
        instance: Value,
        mut outcome: Outcome,
    ) -> Result<Fault, String> {
        let class = Class::of(&outcome);
        let kind = said(&outcome);
        let instance = shrunk(instance, |smaller| {
            if !self.accepts.is_valid(smaller) {
                return false;
            }
            match self.driver.outcome(name, smaller) {
                // Something else that is wrong with what is left would be another fault.
                Ok(of_it)
                    if Class::of(&of_it) == class && reason(&said(&of_it)) == reason(&kind) =>
                {
                    outcome = of_it;
                    true
                }
                _ => false,
            }
        });
        Ok(Fault::new(class, &instance, &said(&outcome)))
    }

    fn shrunk_unnoticed(&mut self, name: &str, instance: Value) -> Result<Fault, String> {
        let instance = shrunk(instance, |smaller| {
            !self.notices.is_valid(smaller) && self.driver.refuses(name, smaller) == Ok(false)
        });
        let reason = refusal(&self.notices, &instance).unwrap_or_default();
        Ok(Fault::new(Class::Unnoticed, &instance, &reason))
    }
}

fn said(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Exact => String::new(),
        Outcome::Drift(drift) => drift.clone(),
        Outcome::Lossy(written, refused) if refused.is_empty() => {
            format!("given back as {written}")
        }
        Outcome::Lossy(written, refused) => format!("given back as {written}; {refused}"),
        Outcome::Failed(error) => error.clone(),
    }
}

/// The last reason in what was said, without its place and value.
fn reason(said: &str) -> &str {
    let said = said.rsplit_once(", found").map_or(said, |(said, _)| said);
    said.rsplit_once(": ").map_or(said, |(_, reason)| reason)
}

/// `value` without the members and items that it can do without for `still` to be true of it.
fn shrunk(mut value: Value, mut still: impl FnMut(&Value) -> bool) -> Value {
    // A second time, what the first could not yet do without may be gone.
    for _ in 0..2 {
        for pointer in places(&value) {
            // What it was in may be gone, and items move up.
            let Some(smaller) = without(&value, &pointer) else { continue };
            if still(&smaller) {
                value = smaller;
            }
        }
    }
    value
}

/// The pointers of all members and items of `value`: the outer ones first, the last items first.
fn places(value: &Value) -> Vec<String> {
    let (mut found, mut level) = (Vec::new(), vec![(String::new(), value)]);
    while !level.is_empty() {
        let mut next = Vec::new();
        for (pointer, value) in level {
            match value {
                Value::Object(members) => next.extend(members.iter().map(|(name, value)| {
                    let name = name.replace('~', "~0").replace('/', "~1");
                    (format!("{pointer}/{name}"), value)
                })),
                Value::Array(items) => {
                    let items = items.iter().enumerate().rev();
                    next.extend(items.map(|(index, item)| (format!("{pointer}/{index}"), item)));
                }
                _ => {}
            }
        }
        found.extend(next.iter().map(|(pointer, _)| pointer.clone()));
        level = next;
    }
    found
}

/// `value` without the member or item at `pointer`.
fn without(value: &Value, pointer: &str) -> Option<Value> {
    value.pointer(pointer)?;
    let (parent, token) = pointer.rsplit_once('/')?;
    let mut smaller = value.clone();
    match smaller.pointer_mut(parent)? {
        Value::Object(members) => {
            drop(members.remove(&token.replace("~1", "/").replace("~0", "~"))?);
        }
        Value::Array(items) => drop(items.remove(token.parse().ok()?)),
        _ => return None,
    }
    Some(smaller)
}
