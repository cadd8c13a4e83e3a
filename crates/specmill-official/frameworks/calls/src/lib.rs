//! Checks that are counted and named, and JSON as short as tests want it.

use std::future::Future;
use std::process::ExitCode;

use specmill_runtime::http::{Error, Response, Upload};
use specmill_runtime::jiff::{Timestamp, civil::Date};
use specmill_runtime::json::{self, Decode, Encode, Strictness, Value};

/// What was checked of one application.
#[derive(Default)]
pub struct Report {
    passed: usize,
    failed: usize,
}

impl Report {
    /// Waits for one check, which panics or returns an error if something is not as it should be.
    pub async fn check<F>(&mut self, name: &str, check: F)
    where
        F: Future<Output = Result<(), Error>> + Send + 'static,
    {
        let fault = match tokio::spawn(check).await {
            Ok(Ok(())) => None,
            Ok(Err(error)) => Some(error.to_string()),
            Err(panic) => Some(panic.to_string()),
        };
        match fault {
            None => {
                println!("ok      {name}");
                self.passed += 1;
            }
            Some(fault) => {
                println!("FAILED  {name}: {fault}");
                self.failed += 1;
            }
        }
    }

    /// The exit code of the program, after a last line that sums up.
    pub fn end(self) -> ExitCode {
        println!("{} of {} checks passed", self.passed, self.passed + self.failed);
        if self.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}

/// The address of the application: the only argument of each program.
pub fn url() -> String {
    std::env::args().nth(1).expect("the address of the application is the argument")
}

/// Some UUID.
pub const ID: &str = "6a2f41a3-c54c-4ce8-92d2-0324e1c32e22";

/// A point in time.
pub fn at(text: &str) -> Timestamp {
    text.parse().expect("a time")
}

/// A day.
pub fn day(text: &str) -> Date {
    text.parse().expect("a date")
}

/// A file of this name and content.
pub fn file(name: &str, text: &'static str) -> Upload {
    Upload::bytes(text).file_name(name)
}

/// The value that this JSON is, which has to be exactly what the type says.
#[track_caller]
pub fn of<T: Decode>(value: Value) -> T {
    match json::decode(value.to_string().as_bytes(), Strictness::Strict) {
        Ok(decoded) => decoded.value,
        Err(error) => panic!("{error} in {value}"),
    }
}

/// The JSON of an answer that is as its description says, without any drift.
#[track_caller]
pub fn exact<T: Encode>(answer: &Response<T>) -> Value {
    assert!(answer.drift().is_empty(), "drift: {:?}", answer.drift());
    json::to_value(&**answer)
}

/// Whether these are equal where a number may have lost its `.0`, as JavaScript writes it.
pub fn same(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Object(left), Value::Object(right)) => {
            left.len() == right.len()
                && left
                    .iter()
                    .all(|(name, value)| right.get(name).is_some_and(|it| same(value, it)))
        }
        (Value::Number(left), Value::Number(right)) => {
            left == right || left.as_f64() == right.as_f64()
        }
        _ => left == right,
    }
}
