//! Ctrl-C at any moment.

#[cfg(unix)]
#[test]
fn ctrl_c_leaves_one_client_or_the_other() {
    use std::process::Stdio;
    use std::thread::sleep;
    use std::time::Duration;

    use nix::sys::signal::{Signal, kill};
    use nix::unistd::Pid;

    use super::{Folder, PETS};

    let folder = Folder::with(PETS);
    let other = PETS.replace("tags: [Pets]", "tags: [Animals]").replace("born:", "birth:");
    folder.write("other.yaml", &other);
    folder.done("generate api.yaml --out src --name api");
    for (round, document) in (0..16).zip(["other.yaml", "api.yaml"].into_iter().cycle()) {
        let arguments = format!("generate {document} --out src --name api");
        let mut command = folder.command(&arguments);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        // From before the command has begun until after it has ended.
        sleep(Duration::from_millis(round * 8));
        let _ = kill(Pid::from_raw(i32::try_from(child.id()).unwrap()), Signal::SIGINT);
        child.wait().unwrap();
        let is_current = |document: &str| {
            folder.run(&format!("generate {document} --out src --name api --check")).code == Some(0)
        };
        assert!(is_current("api.yaml") != is_current("other.yaml"), "round {round}");
        let files = folder.files("src");
        assert!(files.keys().all(|name| !name.contains(".tmp")), "{:?}", files.keys());
    }
}
