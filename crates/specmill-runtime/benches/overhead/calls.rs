//! Calls, one after the other and 64 at a time: how long one takes, and the client's CPU for it.

use std::future::Future;
use std::time::{Duration, Instant};

use crate::model::{bare_list, client, list, reqwest_client};
use crate::server::Server;

/// In each round each side has its turn, ours first in every second one.
const ROUNDS: usize = 40;
const CALLS: usize = 2000;

pub(crate) fn run() {
    let server = Server::start();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let ours = client(&server.url);
    let bare = reqwest_client();
    println!("{ROUNDS} rounds of {CALLS} calls on each side; medians of the rounds, µs a call");
    println!("at a time |  ours   bare  ratio |  ours CPU  bare CPU  ratio");
    for tasks in [1, 64] {
        let mut rounds = Vec::new();
        for round in 0..=ROUNDS {
            let our_turn = || {
                measured(&runtime, tasks, || {
                    let call = list(&ours);
                    async { assert_eq!(call.await.unwrap().data.len(), 3) }
                })
            };
            let bare_turn = || {
                measured(&runtime, tasks, || {
                    let (bare, url) = (bare.clone(), server.url.clone());
                    async move { assert_eq!(bare_list(&bare, &url).await.data.len(), 3) }
                })
            };
            let (ours, bare) = if round % 2 == 0 {
                let ours = our_turn();
                (ours, bare_turn())
            } else {
                let bare = bare_turn();
                (our_turn(), bare)
            };
            // The first one opens the connections.
            if round > 0 {
                rounds.push((ours, bare));
            }
        }
        let of = |pick: fn(&(Turn, Turn)) -> f64| median(rounds.iter().map(pick).collect());
        println!(
            "{tasks:9} | {:5.1}  {:5.1}  {:.3} | {:9.1} {:9.1}  {:.3}",
            of(|(ours, _)| ours.elapsed),
            of(|(_, bare)| bare.elapsed),
            of(|(ours, bare)| ours.elapsed / bare.elapsed),
            of(|(ours, _)| ours.cpu),
            of(|(_, bare)| bare.cpu),
            of(|(ours, bare)| ours.cpu / bare.cpu),
        );
    }
}

/// Microseconds a call.
#[derive(Clone, Copy)]
struct Turn {
    elapsed: f64,
    cpu: f64,
}

fn measured<F>(
    runtime: &tokio::runtime::Runtime,
    tasks: usize,
    call: impl Fn() -> F + Clone + Send + 'static,
) -> Turn
where
    F: Future<Output = ()> + Send + 'static,
{
    let (before, start) = (cpu(), Instant::now());
    runtime.block_on(async {
        let tasks: Vec<_> = (0..tasks)
            .map(|_| {
                let call = call.clone();
                tokio::spawn(async move {
                    for _ in 0..CALLS / tasks {
                        call().await;
                    }
                })
            })
            .collect();
        for task in tasks {
            task.await.unwrap();
        }
    });
    let each = |time: Duration| time.as_secs_f64() * 1e6 / (CALLS / tasks * tasks) as f64;
    Turn { elapsed: each(start.elapsed()), cpu: each(cpu() - before) }
}

/// User and system time of this process; nothing where it cannot be asked for.
fn cpu() -> Duration {
    #[cfg(unix)]
    {
        use nix::sys::resource::{UsageWho, getrusage};
        let usage = getrusage(UsageWho::RUSAGE_SELF).unwrap();
        let total = [usage.user_time(), usage.system_time()];
        total.iter().map(|t| Duration::new(t.tv_sec() as u64, t.tv_usec() as u32 * 1000)).sum()
    }
    #[cfg(not(unix))]
    Duration::ZERO
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
