//! The examples in the documentation of every case, compiled: each as rustdoc would do it, all at once.
#![deny(warnings)]
#![allow(dead_code, unused_results, reason = "examples are compiled, and not run")]

include!(concat!(env!("OUT_DIR"), "/all_examples.rs"));

/// Operations whose body cannot be written, by case.
const WITHOUT: [(&str, usize); 1] = [("examples", 1)];

#[test]
fn every_operation_has_an_example() {
    // By case: operations, and those with an example.
    for (case, operations, examples) in COUNTS {
        let without = WITHOUT.iter().find(|(name, _)| name == case).map_or(0, |(_, count)| *count);
        assert_eq!(examples + without, *operations, "{case}");
    }
    assert!(COUNTS.iter().map(|(_, operations, _)| operations).sum::<usize>() > 100);
}
