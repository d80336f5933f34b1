//! Many jobs on all cores, results in the order of the jobs, memory bounded.

use rayon::ThreadPool;
use rayon::prelude::*;

/// Jobs of one batch: enough for each core to stay busy while a long one ends, few enough to hold.
const JOBS_IN_BATCH: usize = 64;
/// Most bytes of a batch of several jobs. An analysis takes some hundred bytes of memory for each byte of text:
/// two megabytes at once stay within half a gigabyte; a longer job goes alone.
const WEIGHT_OF_BATCH: usize = 2 << 20;

/// Does `work` on each job with all threads of the pool and hands the results to `emit` in the order of the
/// jobs, whatever the number of threads.
///
/// Jobs are taken in by batches, so at most one batch of jobs and results is held, however many there are.
/// The first error of `emit` ends the run and is returned.
pub(crate) fn in_order<J, R, E>(
    pool: &ThreadPool,
    jobs: impl Iterator<Item = J>,
    weight: impl Fn(&J) -> usize,
    work: impl Fn(J) -> R + Sync,
    mut emit: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E>
where
    J: Send,
    R: Send,
{
    let mut jobs = jobs.peekable();
    while jobs.peek().is_some() {
        let mut batch = Vec::new();
        let mut load = 0;
        let fits = |load: usize, job: &J| load == 0 || load + weight(job) <= WEIGHT_OF_BATCH;
        while batch.len() < JOBS_IN_BATCH {
            let Some(job) = jobs.next_if(|job| fits(load, job)) else {
                break;
            };
            load += weight(&job);
            batch.push(job);
        }
        let results: Vec<R> = pool.install(|| batch.into_par_iter().map(&work).collect());
        for result in results {
            emit(result)?;
        }
    }
    Ok(())
}

/// A pool of that many threads; as many as there are cores if nothing is said.
pub(crate) fn pool(jobs: Option<usize>) -> anyhow::Result<ThreadPool> {
    Ok(rayon::ThreadPoolBuilder::new()
        .num_threads(jobs.unwrap_or(0))
        .build()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn squares(threads: usize) -> Vec<u64> {
        let mut out = Vec::new();
        let done: Result<(), ()> = in_order(
            &pool(Some(threads)).unwrap(),
            0_u64..1000,
            |_| 1 << 18,
            |n| n * n,
            |n| {
                out.push(n);
                Ok(())
            },
        );
        assert_eq!(done, Ok(()));
        out
    }

    #[test]
    fn order_does_not_depend_on_threads() {
        assert_eq!(squares(1), squares(4));
        assert_eq!(squares(3).len(), 1000);
    }

    #[test]
    fn the_first_error_ends_the_run() {
        let mut seen = 0;
        let done = in_order(
            &pool(Some(2)).unwrap(),
            0..1000,
            |_| 1,
            |n| n,
            |n| {
                seen += 1;
                if n == 5 { Err("full") } else { Ok(()) }
            },
        );
        assert_eq!((done, seen), (Err("full"), 6));
    }
}
