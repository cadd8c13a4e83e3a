//! `specmill mock`: a mock server of an API, with a line of output for each request.

mod log;
mod stop;

use std::io::ErrorKind;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::process::ExitCode;

use clap::Args;
use specmill_core::source;
use specmill_core::with_stack;
use specmill_mock::{Cors, Error, Latency, Mock, MockServer, ServerLimits};

use crate::arguments::DocumentArguments;
use crate::terminal::{print_error, print_line};
use log::{Format, Log};
use stop::Signals;

#[derive(Debug, Args)]
pub(crate) struct MockArguments {
    #[command(flatten)]
    document: DocumentArguments,
    /// The port to listen on; 0 takes a free one, which the first line of output has
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// The address to listen on
    #[arg(long, default_value = "127.0.0.1", value_parser = host)]
    host: IpAddr,
    /// Accept requests without credentials
    #[arg(long)]
    no_auth: bool,
    /// Forget what is made: the same request gets the same answer, but for a status that comes to an end
    #[arg(long)]
    no_state: bool,
    /// Hold answers back: `200ms`, or between two times, `50ms..300ms`
    #[arg(long, value_name = "TIME")]
    latency: Option<Latency>,
    /// Let this share of the valid requests fail, from 0 to 1: with a status of 429 or 500 and above that
    /// the document describes for the operation, else with 429, 500 or 503
    #[arg(long, value_name = "SHARE", value_parser = share, allow_negative_numbers = true)]
    fail_rate: Option<f64>,
    /// The number that chance begins with: with another one, other requests fail
    #[arg(long, value_name = "NUMBER", default_value_t = 0, value_parser = seed, allow_negative_numbers = true)]
    seed: u64,
    /// Let web pages of any origin call, or of this one, again for each further one
    #[arg(
        long,
        value_name = "ORIGIN",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = ANY,
        value_parser = origin
    )]
    cors: Vec<String>,
    /// How requests are logged
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Format::Text)]
    log: Format,
    /// The largest body of a request, in bytes
    #[arg(long, value_name = "BYTES", default_value_t = ServerLimits::default().body_size)]
    max_body: usize,
}

pub(crate) const HELP: &str = "\
Examples:
  specmill mock api.yaml                                    on a free port
  specmill mock api.yaml --port 8080 --no-auth              without credentials
  specmill mock api.yaml --latency 50ms..300ms --fail-rate 0.1 --seed 7
                                                            slow, and every tenth request fails
  specmill mock api.yaml --cors=http://localhost:5173       for the web page of a development server
  specmill mock api.yaml --log json | jq 'select(.fault)'   what was wrong with requests

  curl -H 'Prefer: code=404' http://127.0.0.1:8080/pets/7   the answer for a status
  curl -H 'Prefer: example=cat' …                           the example of a name
  curl -X POST http://127.0.0.1:8080/_specmill/reset        forget what was made

A page at `/` lists the operations and what was asked (at `/_specmill`, if the document has a path `/`).
docs/MOCK.md says what is simulated, and what is not.";

/// Any origin.
const ANY: &str = "*";

fn share(text: &str) -> Result<f64, String> {
    let share =
        text.parse::<f64>().map_err(|_| "it is a number from 0 to 1, as in 0.1".to_owned())?;
    match share {
        0.0..=1.0 => Ok(share),
        _ if share > 1.0 && share <= 100.0 => {
            Err(format!("it is a share from 0 to 1: {share} % are {}", share / 100.0))
        }
        _ => Err("it is a share from 0 to 1".to_owned()),
    }
}

fn seed(text: &str) -> Result<u64, String> {
    text.parse().map_err(|_| format!("it is a whole number from 0 to {}", u64::MAX))
}

fn host(text: &str) -> Result<IpAddr, String> {
    if text == "localhost" {
        return Ok(Ipv4Addr::LOCALHOST.into());
    }
    text.parse().map_err(|_| "it is an IP address of this machine, or `localhost`".to_owned())
}

fn origin(text: &str) -> Result<String, String> {
    if text != ANY {
        Cors::any().and(text).map_err(|error| error.to_string())?;
    }
    Ok(text.to_owned())
}

impl MockArguments {
    fn read(&self) -> Result<Mock, Error> {
        let DocumentArguments { document, reading } = &self.document;
        let (overlays, reach) = (reading.overlays(), reading.reach());
        let read = || source::read_within(document, &overlays, &reach);
        let document = with_stack(read).map_err(Error::Thread)?;
        Mock::new(&document.map_err(|found| Error::Document(found.to_string()))?)
    }

    fn configured(&self, mut mock: Mock) -> Mock {
        mock = mock.with_page().with_seed(self.seed);
        if self.no_auth {
            mock = mock.without_authorization();
        }
        if !self.no_state {
            mock = mock.with_state();
        }
        if let Some(latency) = self.latency {
            mock = mock.with_latency(latency);
        }
        if let Some(share) = self.fail_rate {
            mock = mock.with_fail_rate(share);
        }
        match self.cors() {
            Some(cors) => mock.with_cors(cors),
            None => mock,
        }
    }

    fn cors(&self) -> Option<Cors> {
        if self.cors.is_empty() {
            return None;
        }
        let named = self.cors.iter().try_fold(Cors::any(), |cors, origin| {
            // One that is any makes the others needless; each was an origin when it was read.
            if origin == ANY { None } else { cors.and(origin).ok() }
        });
        Some(named.unwrap_or_default())
    }
}

/// Serves until the process is told to end.
pub(crate) fn run(arguments: &MockArguments) -> ExitCode {
    let limits = ServerLimits::default().body_size(arguments.max_body);
    let address = SocketAddr::from((arguments.host, arguments.port));
    // Before anything is served, so that no signal comes too early.
    let signals = Signals::new();
    let log = Log::new(arguments.log);
    let started = arguments.read().and_then(|mock| {
        // What is wrong with the document is `check`'s to say; here it only explains what is missing.
        match mock.description().diagnostics().iter().count() {
            0 => {}
            1 => print_error("1 fault in the document: see `specmill check`"),
            count => print_error(&format!("{count} faults in the document: see `specmill check`")),
        }
        let count = mock.description().api().operations.len();
        let (mock, log) = (arguments.configured(mock), log.clone());
        let observe = move |exchange: &_| log.show(exchange);
        Ok((MockServer::bind_within(mock, address, &limits, observe)?, count))
    });
    match started {
        Ok((server, count)) => {
            print_line(&arguments.log.started(&server, count));
            if arguments.log == Format::Text
                && let Some(page) = server.page_url()
            {
                print_line(&format!(
                    "{page} lists them, and what was asked; Ctrl-C stops the server"
                ));
            }
            match signals {
                Ok(signals) => signals.wait(),
                Err(_) => server.wait(),
            }
            log.end();
            ExitCode::SUCCESS
        }
        Err(error) => {
            print_error(&error.to_string());
            if let Error::Server(error) = &error
                && let Some(help) = help(error.kind(), address)
            {
                print_error(&help);
            }
            ExitCode::FAILURE
        }
    }
}

/// What to do where no socket can be had.
fn help(kind: ErrorKind, address: SocketAddr) -> Option<String> {
    let (host, port) = (address.ip(), address.port());
    Some(match kind {
        ErrorKind::AddrInUse => format!(
            "help: another process has port {port} of {host}: choose another by `--port`, where 0 takes \
             a free one"
        ),
        ErrorKind::PermissionDenied => {
            format!(
                "help: port {port} is for privileged processes: choose one above 1023 by `--port`"
            )
        }
        ErrorKind::AddrNotAvailable => {
            format!("help: this machine has no address {host}: choose another by `--host`")
        }
        _ => return None,
    })
}
