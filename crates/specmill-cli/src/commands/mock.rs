//! `specmill mock`: a mock server of an API, with a line of output for each request.

use std::net::{IpAddr, SocketAddr};
use std::process::ExitCode;

use clap::Args;
use specmill_core::source;
use specmill_core::with_stack;
use specmill_mock::{Error, Exchange, Mock, MockServer, ServerLimits};

use crate::arguments::DocumentArguments;
use crate::terminal::{print_error, print_line, print_lines};

#[derive(Debug, Args)]
pub(crate) struct MockArguments {
    #[command(flatten)]
    document: DocumentArguments,
    /// The port to listen on; 0 takes a free one
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// The address to listen on
    #[arg(long, default_value = "127.0.0.1")]
    host: IpAddr,
    /// Accept requests without credentials
    #[arg(long)]
    no_auth: bool,
    /// The largest body of a request, in bytes
    #[arg(long, value_name = "BYTES", default_value_t = ServerLimits::default().body_size)]
    max_body: usize,
}

fn read(arguments: &DocumentArguments) -> Result<Mock, Error> {
    let (overlays, reach) = (arguments.reading.overlays(), arguments.reading.reach());
    let read = || source::read_within(&arguments.document, &overlays, &reach);
    let document = with_stack(read).map_err(Error::Thread)?;
    Mock::new(&document.map_err(|found| Error::Document(found.to_string()))?)
}

/// Serves until the process is stopped.
pub(crate) fn run(arguments: &MockArguments) -> ExitCode {
    let limits = ServerLimits::default().body_size(arguments.max_body);
    let address = SocketAddr::from((arguments.host, arguments.port));
    let started = read(&arguments.document).and_then(|mock| {
        // What is wrong with the document is `check`'s to say; here it only explains what is missing.
        let left_out = mock.description().diagnostics().iter().count();
        if left_out > 0 {
            print_error(&format!("{left_out} faults in the document: see `specmill check`"));
        }
        let count = mock.description().api().operations.len();
        let mock = if arguments.no_auth { mock.without_authorization() } else { mock };
        Ok((MockServer::bind_within(mock, address, &limits, log)?, count))
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
