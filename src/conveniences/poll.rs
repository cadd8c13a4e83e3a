//! Polling work on the server until its status is final.
//!
//! Which statuses are not final is in the description of each. A status that is not known
//! ends the polling: callers notice a call that returns too early, but not one that waits for ever.

#[allow(unused_imports, reason = "a document may have nothing to wait for")]
use crate::http::{self, Call, Pollable, Polling};

/// Adds `is_final` to an enum of statuses.
#[allow(unused_macros, reason = "a document may have nothing to wait for")]
macro_rules! statuses {
    ($($name:ident: $($pending:literal)|+;)+) => {$(
        #[allow(deprecated, reason = "as long as there is such work, it has to be waited for")]
        impl crate::types::$name {
            /// Whether the status is final. One that this client does not
            /// know counts as final.
            #[must_use]
            pub fn is_final(&self) -> bool {
                !matches!(self.as_str(), $($pending)|+)
            }
        }
    )+};
}

/// Implements [`Pollable`] for work: when it is done, and by which call of which group, with which of its
/// fields, it is asked for.
#[allow(unused_macros, reason = "a document may have nothing to wait for")]
macro_rules! pollable {
    ($name:ident, $is_done:expr, $group:path, $get:ident($($id:ident),+)) => {
        impl Pollable for crate::types::$name {
            fn is_done(&self) -> bool {
                let is_done: fn(&Self) -> bool = $is_done;
                is_done(self)
            }

            #[allow(deprecated, reason = "as long as there is such work, it has to be waited for")]
            fn get_again(&self, client: &http::Client) -> Call<Self> {
                $group { client }.$get($(&self.$id),+)
            }
        }
    };
}

#[cfg(convenience = "poll_batch")]
statuses! { BatchStatus: "validating" | "in_progress" | "finalizing" | "cancelling"; }
#[cfg(convenience = "poll_batch")]
pollable!(Batch, |batch| batch.status.is_final(), crate::batch::BatchClient, get(id));

#[cfg(convenience = "poll_batch")]
impl crate::batch::BatchClient<'_> {
    /// Waits until the batch is completed, failed, expired or cancelled.
    ///
    /// ```no_run
    /// # async fn run(client: openai_rest::Client) -> Result<(), openai_rest::Error> {
    /// let batch = client.batch().poll("batch_abc").await?;
    /// println!("{}: {:?}", batch.status, batch.output_file_id);
    /// # Ok(()) }
    /// ```
    pub fn poll(&self, batch_id: impl AsRef<str>) -> Polling<crate::types::Batch> {
        self.get(batch_id).poll_until(Pollable::is_done)
    }
}

#[cfg(convenience = "poll_fine_tuning_job")]
statuses! { FineTuningJobStatus: "validating_files" | "queued" | "running"; }
#[cfg(convenience = "poll_fine_tuning_job")]
pollable!(
    FineTuningJob,
    |job| job.status.is_final(),
    crate::fine_tuning::FineTuningClient,
    get_job(id)
);

#[cfg(convenience = "poll_fine_tuning_job")]
impl crate::fine_tuning::FineTuningClient<'_> {
    /// Waits until the job has succeeded or failed, or is cancelled.
    pub fn poll_job(
        &self,
        fine_tuning_job_id: impl AsRef<str>,
    ) -> Polling<crate::types::FineTuningJob> {
        self.get_job(fine_tuning_job_id).poll_until(Pollable::is_done)
    }
}

#[cfg(convenience = "poll_vector_stores")]
statuses! {
    VectorStoreStatus: "in_progress";
    VectorStoreFileStatus: "in_progress";
}
#[cfg(convenience = "poll_vector_stores")]
const _: () = {
    use crate::vector_stores::VectorStoresClient;

    pollable!(VectorStoreObject, |store| store.status.is_final(), VectorStoresClient, get(id));
    pollable!(
        VectorStoreFileObject,
        |file| file.status.is_final(),
        VectorStoresClient,
        get_file(vector_store_id, id)
    );
    pollable!(
        VectorStoreFileBatchObject,
        |batch| batch.status.is_final(),
        VectorStoresClient,
        get_file_batch(vector_store_id, id)
    );
};

#[cfg(convenience = "poll_vector_stores")]
impl crate::vector_stores::VectorStoresClient<'_> {
    /// Waits until the vector store is ready, or has expired.
    pub fn poll(
        &self,
        vector_store_id: impl AsRef<str>,
    ) -> Polling<crate::types::VectorStoreObject> {
        self.get(vector_store_id).poll_until(Pollable::is_done)
    }

    /// Waits until the file is ready to be searched, or has failed or is cancelled.
    pub fn poll_file(
        &self,
        vector_store_id: impl AsRef<str>,
        file_id: impl AsRef<str>,
    ) -> Polling<crate::types::VectorStoreFileObject> {
        self.get_file(vector_store_id, file_id).poll_until(Pollable::is_done)
    }

    /// Waits until all files of the batch are ready to be searched, or it has failed or is cancelled.
    pub fn poll_file_batch(
        &self,
        vector_store_id: impl AsRef<str>,
        batch_id: impl AsRef<str>,
    ) -> Polling<crate::types::VectorStoreFileBatchObject> {
        self.get_file_batch(vector_store_id, batch_id).poll_until(Pollable::is_done)
    }
}

#[cfg(convenience = "poll_run")]
statuses! { RunStatus: "queued" | "in_progress" | "requires_action" | "cancelling"; }
#[cfg(convenience = "poll_run")]
pollable!(
    RunObject,
    |run| run.status.is_final() || run.status == crate::types::RunStatus::RequiresAction,
    crate::assistants::AssistantsClient,
    get_run(thread_id, id)
);

#[cfg(convenience = "poll_run")]
impl crate::assistants::AssistantsClient<'_> {
    /// Waits until the run is at an end, or requires an action: the outputs of tools, without which
    /// it does not go on.
    pub fn poll_run(
        &self,
        thread_id: impl AsRef<str>,
        run_id: impl AsRef<str>,
    ) -> Polling<crate::types::RunObject> {
        self.get_run(thread_id, run_id).poll_until(Pollable::is_done)
    }
}

#[cfg(convenience = "poll_response")]
statuses! { ResponseStatus: "queued" | "in_progress"; }
#[cfg(convenience = "poll_response")]
impl Pollable for crate::types::Response {
    fn is_done(&self) -> bool {
        self.status.as_ref().is_none_or(crate::types::ResponseStatus::is_final)
    }

    fn get_again(&self, client: &http::Client) -> Call<Self> {
        crate::responses::ResponsesClient { client }.get(&self.id).call()
    }
}

#[cfg(convenience = "poll_response")]
impl crate::responses::ResponsesClient<'_> {
    /// Waits until a response that is made in the background is completed, failed, cancelled or
    /// incomplete.
    ///
    /// ```no_run
    /// # use openai_rest::{Client, Error, types::CreateResponse};
    /// # async fn run(client: Client) -> Result<(), Error> {
    /// let request = CreateResponse::new().model("gpt-5").input("Prove it.").background(true);
    /// let begun = client.responses().create(&request).await?;
    /// // The id can be kept, and waited for by another program.
    /// let response = client.responses().poll(&begun.id).await?;
    /// println!("{:?}: {}", response.status, response.output_text());
    /// # Ok(()) }
    /// ```
    pub fn poll(&self, response_id: impl AsRef<str>) -> Polling<crate::types::Response> {
        self.get(response_id).call().poll_until(Pollable::is_done)
    }
}

#[cfg(convenience = "poll_video")]
statuses! { VideoStatus: "queued" | "in_progress"; }
#[cfg(convenience = "poll_video")]
pollable!(VideoResource, |video| video.status.is_final(), crate::videos::VideosClient, get(id));

#[cfg(convenience = "poll_video")]
impl crate::videos::VideosClient<'_> {
    /// Waits until the video is completed, or has failed.
    #[allow(deprecated, reason = "as long as there are videos, they have to be waited for")]
    pub fn poll(&self, video_id: impl AsRef<str>) -> Polling<crate::types::VideoResource> {
        self.get(video_id).poll_until(Pollable::is_done)
    }
}

#[cfg(convenience = "poll_eval_run")]
pollable!(
    EvalRun,
    // The description has no enum of these.
    |run| !matches!(&*run.status, "queued" | "in_progress"),
    crate::evals::EvalsClient,
    get_run(eval_id, id)
);
#[cfg(convenience = "poll_eval_run")]
impl crate::evals::EvalsClient<'_> {
    /// Waits until the run is completed, failed or canceled.
    pub fn poll_run(
        &self,
        eval_id: impl AsRef<str>,
        run_id: impl AsRef<str>,
    ) -> Polling<crate::types::EvalRun> {
        self.get_run(eval_id, run_id).poll_until(Pollable::is_done)
    }
}

#[cfg(convenience = "poll_file")]
statuses! { OpenAIFileStatus: "uploaded"; }
#[cfg(convenience = "poll_file")]
pollable!(OpenAIFile, |file| file_is_final(file), crate::files::FilesClient, get(id));

#[cfg(convenience = "poll_file")]
#[allow(deprecated, reason = "it is the only field that says so")]
fn file_is_final(file: &crate::types::OpenAIFile) -> bool {
    file.status.is_final()
}

#[cfg(convenience = "poll_file")]
impl crate::files::FilesClient<'_> {
    /// Waits until the file is processed, or could not be.
    pub fn poll(&self, file_id: impl AsRef<str>) -> Polling<crate::types::OpenAIFile> {
        self.get(file_id).poll_until(Pollable::is_done)
    }
}
