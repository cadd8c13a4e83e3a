//! The examples in the documentation of every case, compiled: each as rustdoc would do it, all at once.
#![deny(warnings)]
#![allow(dead_code, unused_results, reason = "examples are compiled, and not run")]

include!(concat!(env!("OUT_DIR"), "/examples.rs"));

#[test]
fn every_operation_has_an_example() {
    // By case: operations, and those with an example.
    for (case, operations, examples) in COUNTS {
        assert_eq!(examples, operations, "{case}");
    }
    assert!(COUNTS.iter().map(|(_, operations, _)| operations).sum::<usize>() > 100);
}
