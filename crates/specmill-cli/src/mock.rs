//! `specmill mock`: a mock server of an API, with a line of output for each request.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use specmill_core::source::{self, Overlays, Reach};
use specmill_core::with_stack;
use specmill_mock::{Error, Exchange, Mock, MockServer, ServerLimits};

use crate::terminal::{print_error, print_line, print_lines};

/// The document that is served.
pub(crate) struct Source {
    pub(crate) document: PathBuf,
    pub(crate) overlays: Overlays,
    pub(crate) reach: Reach,
}

impl Source {
    fn read(&self) -> Result<Mock, Error> {
        let read = || source::read_within(&self.document, &self.overlays, &self.reach);
        let document = with_stack(read).map_err(Error::Thread)?;
        Mock::new(&document.map_err(|found| Error::Document(found.to_string()))?)
    }
}

/// Serves until the process is stopped.
pub(crate) fn serve(
    source: &Source,
    address: SocketAddr,
    no_auth: bool,
    limits: &ServerLimits,
) -> ExitCode {
    let started = source.read().and_then(|mock| {
        // What is wrong with the document is `check`'s to say; here it only explains what is missing.
        let left_out = mock.description().diagnostics().iter().count();
        if left_out > 0 {
            print_error(&format!("{left_out} faults in the document: see `specmill check`"));
        }
        let count = mock.description().api().operations.len();
        let mock = if no_auth { mock.without_authorization() } else { mock };
        Ok((MockServer::bind_within(mock, address, limits, log)?, count))
    });
    match started {
        Ok((server, count)) => {
            print_line(&format!("{} answers for {count} operations", server.url()));
            server.wait();
            ExitCode::SUCCESS
        }
        Err(error) => {
            print_error(&error.to_string());
            ExitCode::FAILURE
        }
    }
}

/// A line for a request, and one for each thing that is wrong with it or with the document.
fn log(exchange: &Exchange) {
    let Exchange { method, target, reply } = exchange;
    let operation = reply.operation.as_deref().unwrap_or("-");
    let mut lines =
        vec![format!("{} {method} {target} {operation}", reply.response.status().as_u16())];
    lines.extend(reply.fault.as_ref().map(|fault| format!("    {fault}")));
    lines.extend(reply.warnings.iter().map(|warning| format!("    warning: {warning}")));
    print_lines(&lines);
}
