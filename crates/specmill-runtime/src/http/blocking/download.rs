//! A download, for code without async.

use std::borrow::BorrowMut;
use std::io::{self, Read};
use std::path::Path;

use bytes::Bytes;

use super::{Blocking, block_on};
use crate::http::answer::Download;
use crate::http::error::Error;

impl<D: BorrowMut<Download>> Blocking<D> {
    /// Reads the remaining bytes into memory.
    ///
    /// # Errors
    /// Those of [`Download::read`] and of [`block_on`].
    pub fn read_all(&mut self) -> Result<Bytes, Error> {
        block_on(self.stream.borrow_mut().read())
    }

    /// Writes the remaining bytes to a file, as [`Download::save`] does, and returns their number.
    ///
    /// # Errors
    /// Those of [`Download::save`] and of [`block_on`].
    pub fn save(&mut self, path: impl AsRef<Path>) -> Result<u64, Error> {
        block_on(self.stream.borrow_mut().save(path))
    }
}

/// The error of a read has the [`Error`] inside of it.
impl<D: BorrowMut<Download>> Read for Blocking<D> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let download = self.stream.borrow_mut();
        if download.rest.is_empty() && !buffer.is_empty() {
            let piece = block_on(download.try_next()).map_err(|error| {
                let is_timeout = error.is_timeout();
                let kind = if is_timeout { io::ErrorKind::TimedOut } else { io::ErrorKind::Other };
                io::Error::new(kind, error)
            })?;
            download.rest = piece.unwrap_or_default();
        }
        let given = download.rest.split_to(buffer.len().min(download.rest.len()));
        buffer.iter_mut().zip(&given).for_each(|(to, from)| *to = *from);
        Ok(given.len())
    }
}
