//! What an administrator sees of an organization, as CSV: `cargo run --example admin_export`.
//!
//! With `OPENAI_ADMIN_KEY` set it asks the real API.

#[path = "support/api.rs"]
mod api;
#[path = "support/organization_answers.rs"]
mod organization_answers;

use std::error::Error;
use std::time::{Duration, SystemTime};

use openai_rest::http::types::StatusCode;
use openai_rest::http::{Call, Items};
use openai_rest::types::{ListAuditLogsEffectiveAt, UsageTimeBucketResult as Usage};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = api::connect_with("OPENAI_ADMIN_KEY", &organization_answers::ANSWERS)?;
    let last_week = SystemTime::now() - Duration::from_secs(7 * 24 * 60 * 60);
    row(["what", "when", "id", "name", "more"]);

    let users = client.users().list().limit(100).with(limited).items();
    for user in all("users", users).await? {
        row([
            "user",
            &user.added_at.to_string(),
            &user.id,
            user.name.as_deref().unwrap_or_default(),
            user.role.as_deref().unwrap_or_default(),
        ]);
    }

    let projects = client.projects().list().limit(100).with(limited).items();
    let projects = all("projects", projects).await?;
    for project in &projects {
        let created = project.created_at.to_string();
        row([
            "project",
            &created,
            &project.id,
            project.name.as_deref().unwrap_or_default(),
            project.status.as_deref().unwrap_or_default(),
        ]);
    }

    let invites = client.invites().list().limit(100).with(limited).items();
    for invite in all("invites", invites).await? {
        let invited = invite.created_at.to_string();
        row(["invite", &invited, &invite.id, &invite.email, invite.status.as_str()]);
    }

    let events = client
        .audit_logs()
        .list()
        .effective_at(&ListAuditLogsEffectiveAt::new().gt(last_week))
        .event_types(["project.created", "user.added"])
        .project_ids(projects.iter().map(|project| &project.id))
        .limit(100)
        .with(limited);
    for event in all("audit logs", events.items()).await? {
        let project = event.project.and_then(|project| project.name).unwrap_or_default();
        row(["event", &event.effective_at.to_string(), &event.id, &project, event.r#type.as_str()]);
    }

    let usage = client.usage().completions(last_week).bucket_width("1d").group_by(["model"]);
    for day in all("usage", usage.with(limited).items()).await? {
        for result in day.results {
            if let Usage::OrganizationUsageCompletionsResult(result) = result {
                let tokens = format!("{} tokens", result.input_tokens + result.output_tokens);
                let model = result.model.unwrap_or_default();
                row(["usage", &day.start_time.to_string(), "", &model, &tokens]);
            }
        }
    }

    let costs = client.usage().costs(last_week).group_by(["line_item"]);
    for day in all("costs", costs.with(limited).items()).await? {
        for result in day.results {
            if let Usage::OrganizationCostsResult(result) = result {
                let amount = result.amount.and_then(|amount| amount.value).unwrap_or_default();
                let item = result.line_item.unwrap_or_default();
                row(["costs", &day.start_time.to_string(), "", &item, &amount.to_string()]);
            }
        }
    }
    Ok(())
}

/// The time that a call for one page may take.
fn limited<T>(call: Call<T>) -> Call<T> {
    call.timeout(Duration::from_secs(10))
}

/// The items of all pages; none of what the key may not read.
async fn all<T>(what: &str, items: Items<T>) -> Result<Vec<T>, openai_rest::Error> {
    match items.collect().await {
        Err(error) if error.status() == Some(StatusCode::FORBIDDEN) => {
            let request = error.request_id().unwrap_or("unknown");
            eprintln!("no {what}, request {request}: {}", error.message().unwrap_or_default());
            Ok(Vec::new())
        }
        all => all,
    }
}

fn row(cells: [&str; 5]) {
    let quoted = cells.map(|cell| format!("\"{}\"", cell.replace('"', "\"\"")));
    println!("{}", quoted.join(","));
}
