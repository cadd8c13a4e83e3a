//! A folder with a small document in it, and what a user typed there.

use std::fmt::Write;

use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};
use std::{fs, thread};

const PETS: &str = include_str!("pets.yaml");
/// The user who may do nothing, on Linux and elsewhere.
#[cfg(unix)]
const NOBODY: u32 = 65534;
/// A command that neither ends nor is stopped would hold up every test.
const LIMIT: Duration = Duration::from_secs(60);

pub(crate) struct Session {
    folder: tempfile::TempDir,
    transcript: String,
    is_nobody: bool,
}

impl Session {
    /// A folder with `pets.yaml`, which anybody may read, and `none.yaml`, an API without operations.
    pub(crate) fn start() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let session = Session { folder, transcript: String::new(), is_nobody: false };
        session.file("pets.yaml", PETS);
        session.file("none.yaml", "openapi: 3.1.0\ninfo: {title: Pets, version: '1'}\npaths: {}\n");
        session
    }

    pub(crate) fn file(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).expect("the folder is writable");
    }

    pub(crate) fn folder(&self, name: &str) {
        fs::create_dir(self.path(name)).expect("the folder is writable");
    }

    /// Types `specmill ARGUMENTS`.
    pub(crate) fn run(&mut self, arguments: &str) {
        let mut command = self.specmill(arguments);
        let output = finish(&mut command);
        self.note(&format!("$ specmill {arguments}"), &output);
    }

    /// All that was typed, and what came of it.
    pub(crate) fn transcript(&self) -> &str {
        &self.transcript
    }

    /// Types `cat NAME`.
    pub(crate) fn show_file(&mut self, name: &str) {
        let text = fs::read_to_string(self.path(name)).expect("it is there");
        let _ = write!(self.transcript, "$ cat {name}\n{text}");
    }

    /// Types `ls NAME`.
    pub(crate) fn list_files(&mut self, name: &str) {
        let entries = fs::read_dir(self.path(name)).expect("it is there");
        let mut names: Vec<String> = entries
            .map(|entry| entry.expect("it is there").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        let _ = writeln!(self.transcript, "$ ls -A {name}\n{}", names.join("\n"));
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    fn specmill(&self, arguments: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_specmill"));
        command.args(arguments.split_whitespace());
        self.settle(&mut command);
        command
    }

    /// Runs `command` in the folder, without the settings of who runs the tests.
    fn settle(&self, command: &mut Command) {
        command.current_dir(self.folder.path()).stdin(Stdio::null());
        command.env_remove("CLICOLOR_FORCE").env_remove("NO_COLOR").env("COLUMNS", "100");
        #[cfg(unix)]
        if self.is_nobody {
            use std::os::unix::process::CommandExt;
            command.uid(NOBODY);
        }
    }

    fn note(&mut self, typed: &str, output: &Output) {
        let _ = writeln!(self.transcript, "{typed}");
        self.transcript.push_str(&String::from_utf8_lossy(&output.stdout));
        self.transcript.push_str(&String::from_utf8_lossy(&output.stderr));
        let _ = writeln!(self.transcript, "[{}]\n", code(output));
    }
}

/// Rights, and disks.
#[cfg(unix)]
impl Session {
    /// A document that its owner alone could make readable.
    pub(crate) fn unreadable(&self, name: &str) {
        self.file(name, PETS);
        self.set_mode(name, 0o000);
    }

    /// A folder in which nobody may write.
    pub(crate) fn unwritable(&self, name: &str) {
        self.folder(name);
        self.set_mode(name, 0o555);
    }

    /// From now on, as a user without rights. Tells whether the command can be started so.
    pub(crate) fn run_as_nobody(&mut self) -> bool {
        self.set_mode(".", 0o755);
        // Who may write where nobody may is root.
        let probe = self.path("probe");
        fs::create_dir(&probe).expect("the folder is writable");
        self.set_mode("probe", 0o555);
        let is_root = fs::write(probe.join("file"), "").is_ok();
        self.is_nobody = is_root;
        let mut command = self.specmill("--version");
        command.output().is_ok_and(|output| output.status.success())
    }

    /// Types `specmill ARGUMENTS`, where `disk` is a disk of 8 kB with a file on it, and then lists
    /// what is on it.
    #[cfg(target_os = "linux")]
    pub(crate) fn run_with_full_disk(&mut self, arguments: &str) {
        let script = format!(
            "mount -t tmpfs -o size=8k tmpfs disk && echo mine > disk/file && \
             {{ {} {arguments}; echo \"[$?]\"; find disk -type f; cat disk/file; }}",
            env!("CARGO_BIN_EXE_specmill"),
        );
        let output = finish(&mut self.with_mounts(&script));
        let _ = writeln!(self.transcript, "$ specmill {arguments}");
        self.transcript.push_str(&String::from_utf8_lossy(&output.stderr));
        self.transcript.push_str(&String::from_utf8_lossy(&output.stdout));
        self.transcript.push('\n');
    }

    /// Whether a user may mount a disk in memory, in a namespace of the user's own.
    #[cfg(target_os = "linux")]
    pub(crate) fn mounts_disks(&self) -> bool {
        self.folder("disk");
        let mut command = self.with_mounts("mount -t tmpfs -o size=8k tmpfs disk");
        command.output().is_ok_and(|output| output.status.success())
    }

    #[cfg(target_os = "linux")]
    fn with_mounts(&self, script: &str) -> Command {
        let mut command = Command::new("unshare");
        command.args(["--user", "--map-root-user", "--mount", "sh", "-c", script]);
        self.settle(&mut command);
        command
    }

    fn set_mode(&self, name: &str, mode: u32) {
        let rights = std::os::unix::fs::PermissionsExt::from_mode(mode);
        fs::set_permissions(self.path(name), rights).expect("the file is ours");
    }
}

fn code(output: &Output) -> String {
    output.status.code().map_or_else(|| output.status.to_string(), |code| code.to_string())
}

/// What `command` says; one that serves until it is stopped is no answer to what is wrong.
fn finish(command: &mut Command) -> Output {
    let mut child =
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the command starts");
    let started = Instant::now();
    while child.try_wait().expect("it is a child of ours").is_none() {
        if started.elapsed() > LIMIT {
            let _ = child.kill();
        }
        thread::sleep(Duration::from_millis(5));
    }
    let output = child.wait_with_output().expect("it has ended");
    assert!(started.elapsed() <= LIMIT, "{command:?} does not end");
    output
}

/// Nothing is where the tests run that names the machine.
#[test]
fn a_session_has_no_name_of_its_folder() {
    let mut session = Session::start();
    session.run("check missing.yaml");
    let folder = session.folder.path().to_string_lossy().into_owned();
    assert!(!session.transcript().contains(&folder), "{}", session.transcript());
}
