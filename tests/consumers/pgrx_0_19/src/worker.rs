//! The background worker.

use std::sync::atomic::Ordering;
use std::time::Duration;

use pgrx::bgworkers::{BackgroundWorker, BackgroundWorkerBuilder, SignalWakeFlags};
use pgrx::prelude::*;

use crate::BEATS;

/// Has the server start the worker, where it is still reading `shared_preload_libraries`.
pub fn register() {
    BackgroundWorkerBuilder::new("pulse")
        .set_function("pulse_worker_main")
        .set_library("pulse")
        .enable_shmem_access(None)
        .load();
}

#[pg_guard]
#[unsafe(no_mangle)]
pub extern "C-unwind" fn pulse_worker_main(_argument: pg_sys::Datum) {
    BackgroundWorker::attach_signal_handlers(SignalWakeFlags::SIGHUP | SignalWakeFlags::SIGTERM);
    while BackgroundWorker::wait_latch(Some(Duration::from_millis(50))) {
        BEATS.get().fetch_add(1, Ordering::Relaxed);
    }
}
