//! A large file in parts, which goes on after a fault: `cargo run --example upload_large_file --features md5`.

#[path = "support/api.rs"]
mod api;
#[path = "support/upload_answers.rs"]
mod upload_answers;

use std::error::Error;

use openai_rest::{ChunkedUploadError, UnfinishedUpload};

const LINE: &str = r#"{"custom_id": "1", "method": "POST", "url": "/v1/responses", "body": {"model": "gpt-5-nano", "input": "How high is the tide?"}}"#;
const MB: u64 = 1024 * 1024;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = api::connect(&upload_answers::ANSWERS)?;
    let path = std::env::temp_dir().join("openai-rest-questions.jsonl");
    let lines = 8 * MB as usize / (LINE.len() + 1);
    std::fs::write(&path, format!("{LINE}\n").repeat(lines))?;

    // What is handed out with each part can be kept on the disk: it is all that is needed to go on.
    let keep = |unfinished: &UnfinishedUpload| {
        let (accepted, all) = (unfinished.accepted_bytes(), unfinished.file_size);
        println!("{}: {:3} % accepted", unfinished.upload_id, 100 * accepted / all);
    };
    let uploads = client.uploads();
    // A part has 64 MB unless something else is said.
    let upload = uploads.upload_chunked(&path, "batch").part_size(2 * MB).checksum();
    let upload = match upload.on_part(keep).await {
        Err(ChunkedUploadError::Call { error, unfinished: Some(unfinished), .. }) => {
            println!("stopped: {}", error.message().unwrap_or("no reason given"));
            uploads.resume_chunked(&path, *unfinished).checksum().on_part(keep).await?
        }
        ended => ended?,
    };
    let file = upload.into_inner().file.ok_or("the upload has no file")?;
    println!("{} is {}: {} bytes", file.filename, file.id, file.bytes);

    client.files().delete(&file.id).await?;
    std::fs::remove_file(path)?;
    Ok(())
}
