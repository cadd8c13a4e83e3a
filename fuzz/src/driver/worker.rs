//! Documents one after the other, in the process that may not survive them.

use std::fs::{self, File};
use std::io;
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::thread;

use super::{Make, STACK};
use crate::{Made, checks};

/// What a worker writes to its log before each document: its seed, and how many came before it.
pub(super) const LOG_BYTES: usize = 16;

/// The document of a seed.
pub(super) fn document(make: Make, seed: u64) -> Made {
    let mut random = fastrand::Rng::with_seed(seed);
    // Most of them small: they take less time, and most faults need little.
    let mut bytes = vec![0; random.usize(32..64) << random.u8(0..6)];
    random.fill(&mut bytes);
    make(&bytes).expect("bytes that run out are zero")
}

/// Checks every `step`th seed from `first` on, until it is stopped.
pub(super) fn work(make: Make, first: u64, step: u64, log: &Path) -> io::Result<bool> {
    let log = File::options().write(true).open(log)?;
    on_large_stack(move || {
        // Reads what the target reads once, which is no document's time.
        let _ = make(&[]);
        let mut seed = first;
        for done in 0_u64.. {
            let mut entry = [0; LOG_BYTES];
            entry[..8].copy_from_slice(&seed.to_le_bytes());
            entry[8..].copy_from_slice(&done.to_le_bytes());
            log.write_all_at(&entry, 0)?;
            checks::check(&document(make, seed));
            seed = seed.wrapping_add(step);
        }
        Ok(true)
    })
}

/// Prints the document of one seed and checks it, both ways.
pub(super) fn only(make: Make, seed: u64) -> io::Result<bool> {
    let made = document(make, seed);
    println!("{}", made.document);
    if let Some(overlay) = &made.overlay {
        println!("{overlay}");
    }
    on_large_stack(move || {
        both_ways(made);
        Ok(true)
    })
}

/// Checks the document in a file, both ways; `overlay.yaml` beside it as well.
pub(super) fn file(path: &Path) -> io::Result<bool> {
    let document = fs::read_to_string(path)?;
    let overlay = match fs::read_to_string(path.with_file_name("overlay.yaml")) {
        Ok(overlay) => Some(overlay),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    on_large_stack(move || {
        both_ways(Made { document, overlay, whole: false });
        Ok(true)
    })
}

fn both_ways(made: Made) {
    checks::check(&Made { whole: false, ..made.clone() });
    checks::check(&Made { whole: true, ..made });
}

fn on_large_stack(work: impl FnOnce() -> io::Result<bool> + Send + 'static) -> io::Result<bool> {
    let thread = thread::Builder::new().stack_size(STACK).spawn(work)?;
    // The panic has said why already.
    thread.join().unwrap_or(Ok(false))
}
