//! Ctrl-C: the first press ends an index run at its next commit, the second at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Context;

use super::exit::Exit;
use super::print::output::say;

/// Handles Ctrl-C from now on. SIGTERM and SIGHUP keep their meaning: a killed run loses nothing that was
/// committed, and `nohup` works.
pub fn on_ctrl_c() -> anyhow::Result<Arc<AtomicBool>> {
    let stop = Arc::new(AtomicBool::new(false));
    let asked = Arc::clone(&stop);
    let handler = move || {
        if PAGING.load(Ordering::SeqCst) {
            return;
        }
        if asked.swap(true, Ordering::SeqCst) {
            std::process::exit(Exit::Interrupted as i32);
        }
        say("\nstopping at the next commit; press Ctrl-C again to stop at once");
    };
    ctrlc::set_handler(handler).context("Ctrl-C cannot be handled")?;
    Ok(stop)
}

/// Whether a pager has the terminal.
static PAGING: AtomicBool = AtomicBool::new(false);

/// From now on Ctrl-C is for the pager, which stays until the user leaves it.
pub fn leave_to_pager() {
    PAGING.store(true, Ordering::SeqCst);
    // An index run has set a handler already.
    let _ = ctrlc::set_handler(|| {});
}
