//! Structured outputs: schemas, and what came of them.

mod answers;
mod function_tools;
mod parity;
mod schemas;
mod types;
