//! Beginning work on the server and polling it until its status is final, in one call.
//!
//! Any call whose answer is such work has [`Call::and_poll`](crate::http::Call::and_poll), cancelling it
//! included; these are what official SDKs have a name for, and what has to be set for it.

#[allow(unused_imports, reason = "a document may have nothing to wait for")]
use crate::http::Polling;

#[cfg(all(convenience = "poll_batch", convenience = "create_and_poll_batch"))]
impl crate::batch::BatchClient<'_> {
    /// Creates a batch, and waits until it is completed, failed, expired or cancelled.
    ///
    /// ```no_run
    /// # use std::time::Duration;
    /// # use openai_rest::{Client, Error, types::CreateBatchRequest};
    /// # async fn run(client: Client, request: CreateBatchRequest) -> Result<(), Error> {
    /// let day = Duration::from_secs(24 * 3600);
    /// let batch = client.batch().create_and_poll(&request).deadline(day).await?;
    /// println!("{}: {:?}", batch.status, batch.output_file_id);
    /// # Ok(()) }
    /// ```
    pub fn create_and_poll(
        &self,
        body: &crate::types::CreateBatchRequest,
    ) -> Polling<crate::types::Batch> {
        self.create(body).and_poll()
    }
}

#[cfg(all(convenience = "poll_fine_tuning_job", convenience = "create_and_poll_fine_tuning_job"))]
impl crate::fine_tuning::FineTuningClient<'_> {
    /// Creates a job, and waits until it has succeeded or failed, or is cancelled.
    pub fn create_job_and_poll(
        &self,
        body: &crate::types::CreateFineTuningJobRequest,
    ) -> Polling<crate::types::FineTuningJob> {
        self.create_job(body).and_poll()
    }
}

#[cfg(all(convenience = "poll_vector_stores", convenience = "create_and_poll_vector_stores"))]
impl crate::vector_stores::VectorStoresClient<'_> {
    /// Creates a vector store, and waits until its files are ready to be searched.
    pub fn create_and_poll(
        &self,
        body: &crate::types::CreateVectorStoreRequest,
    ) -> Polling<crate::types::VectorStoreObject> {
        self.create(body).and_poll()
    }

    /// Adds an uploaded file to a vector store, and waits until it is ready to be searched, or has failed
    /// or is cancelled. `upload_and_poll` uploads it as well.
    pub fn create_file_and_poll(
        &self,
        vector_store_id: impl AsRef<str>,
        body: &crate::types::CreateVectorStoreFileRequest,
    ) -> Polling<crate::types::VectorStoreFileObject> {
        self.create_file(vector_store_id, body).and_poll()
    }

    /// Adds uploaded files to a vector store, and waits until all are ready to be searched, or the batch
    /// has failed or is cancelled. `upload_file_batch_and_poll` uploads them as well.
    pub fn create_file_batch_and_poll(
        &self,
        vector_store_id: impl AsRef<str>,
        body: &crate::types::CreateVectorStoreFileBatchRequest,
    ) -> Polling<crate::types::VectorStoreFileBatchObject> {
        self.create_file_batch(vector_store_id, body).and_poll()
    }
}

#[cfg(all(convenience = "poll_run", convenience = "create_and_poll_run"))]
impl crate::assistants::AssistantsClient<'_> {
    /// Creates a run, and waits until it is at an end or requires an action.
    pub fn create_run_and_poll(
        &self,
        thread_id: impl AsRef<str>,
        body: &crate::types::CreateRunRequest,
    ) -> Polling<crate::types::RunObject> {
        self.create_run(thread_id, body).call().and_poll()
    }

    /// Creates a thread and a run of it, and waits until the run is at an end or requires an action.
    pub fn create_thread_and_run_and_poll(
        &self,
        body: &crate::types::CreateThreadAndRunRequest,
    ) -> Polling<crate::types::RunObject> {
        self.create_thread_and_run(body).and_poll()
    }

    /// Sends the outputs of tools that a run requires, and waits until it is at an end or requires the
    /// next action.
    pub fn submit_tool_outputs_and_poll(
        &self,
        thread_id: impl AsRef<str>,
        run_id: impl AsRef<str>,
        body: &crate::types::SubmitToolOutputsRunRequest,
    ) -> Polling<crate::types::RunObject> {
        self.submit_tool_outputs_to_run(thread_id, run_id, body).and_poll()
    }
}

#[cfg(all(convenience = "poll_response", convenience = "create_and_poll_response"))]
impl crate::responses::ResponsesClient<'_> {
    /// Creates a response in the background (`background: true` is sent, whatever the request says), and
    /// waits until it is completed, failed, cancelled or incomplete.
    ///
    /// ```no_run
    /// # use openai_rest::{Client, Error, types::CreateResponse};
    /// # async fn run(client: Client) -> Result<(), Error> {
    /// let request = CreateResponse::new().model("gpt-5").input("Prove it.");
    /// let response = client.responses().create_and_poll(&request).await?;
    /// println!("{:?}", response.status);
    /// # Ok(()) }
    /// ```
    pub fn create_and_poll(
        &self,
        body: &crate::types::CreateResponse,
    ) -> Polling<crate::types::Response> {
        self.create(body).call().body_field("background", &true).and_poll()
    }
}

#[cfg(all(convenience = "poll_video", convenience = "create_and_poll_video"))]
impl crate::videos::VideosClient<'_> {
    /// Creates a video, and waits until it is completed, or has failed.
    #[allow(deprecated, reason = "as long as there are videos, they have to be waited for")]
    pub fn create_and_poll<'body>(
        &self,
        body: impl Into<crate::videos::CreateVideoBody<'body>>,
    ) -> Polling<crate::types::VideoResource> {
        self.create().body(body).call().and_poll()
    }
}

#[cfg(all(convenience = "poll_eval_run", convenience = "create_and_poll_eval_run"))]
impl crate::evals::EvalsClient<'_> {
    /// Creates a run of an eval, and waits until it is completed, failed or canceled.
    pub fn create_run_and_poll(
        &self,
        eval_id: impl AsRef<str>,
        body: &crate::types::CreateEvalRunRequest,
    ) -> Polling<crate::types::EvalRun> {
        self.create_run(eval_id, body).and_poll()
    }
}
