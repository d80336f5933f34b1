//! Opening a record: new, old, or no record at all.

use std::path::Path;
use std::time::Duration;

use rusqlite::backup::Backup;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::read::setting;
use crate::error::{Error, Result};
use crate::merge::RULES;

/// Says in the file's header that it is a record: "CHRY".
const APPLICATION: i64 = 0x4348_5259;

/// How a schema becomes the next, the first from nothing. Never edited once released.
const MIGRATIONS: &[&str] = &[
    include_str!("schema.sql"),
    include_str!("schema-2.sql"),
    include_str!("schema-3.sql"),
    include_str!("schema-4.sql"),
    include_str!("schema-5.sql"),
];
/// What a record of an older version lacks, for one that is only read: for each version what the next put in
/// its place.
const STAND_INS: &[&str] = &[
    "",
    "CREATE TEMP VIEW claim AS SELECT *, 0 AS rejected FROM main.claim;
     CREATE TEMP VIEW decision AS
     SELECT 0 AS n, '' AS id, '' AS at, '' AS who, '' AS action, '' AS targets, '' AS payload, NULL AS reason WHERE 0;",
    "CREATE TEMP VIEW document_text AS SELECT n AS document, text, meta FROM document;
     CREATE TEMP VIEW fact_side AS
     SELECT s.side, f.kind, coalesce(f.latest, '') AS day, s.fact FROM main.fact_side s JOIN fact f ON f.n = s.fact;
     CREATE TEMP VIEW fact_place AS SELECT '' AS place, '' AS day, 0 AS fact WHERE 0;",
    "CREATE TEMP VIEW past_claim AS
     SELECT 0 AS n, '' AS id, 0 AS document, '' AS kind, '' AS body, NULL AS linked, '' AS evidence,
       NULL AS recorded_at, NULL AS superseded_at WHERE 0;
     CREATE TEMP VIEW claim_time AS SELECT 0 AS claim, NULL AS recorded_at WHERE 0;",
    // Only what writes looks at what version 5 changed.
    "",
];
/// Views are not part of the data: each opening puts those of this program.
const VIEWS: &str = include_str!("views.sql");
/// Memory that pages of the file may take, in KiB. The indices of a million claims, into which every document writes
/// here and there, take about as much.
const CACHE: i64 = 262_144;
/// Pages that the write-ahead log takes before they are put in their places. Pages written again by the next
/// batches are put there once: of a million claims a batch writes some thirty thousand, most of them of the same indices.
const LOG_PAGES: i64 = 65_536;
/// Pages of a record that are copied at a time.
const COPIED: i32 = 16_384;
/// How long to wait for another program's writing.
const PATIENCE: Duration = Duration::from_secs(10);

/// Opens a file for reading and writing, or for reading where it cannot be written.
pub(super) fn open(path: &Path) -> Result<(Connection, bool)> {
    let failed = |source| Error::Open {
        path: path.to_owned(),
        source,
    };
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = match Connection::open_with_flags(path, flags) {
        Ok(connection) => connection,
        Err(error) if path.exists() => {
            return read_only(path)
                .map(|c| (c, false))
                .map_err(|_| failed(error));
        }
        Err(error) => return Err(failed(error)),
    };
    match prepare(&mut connection, true) {
        Ok(()) => Ok((connection, true)),
        Err(Error::ReadOnly) => Ok((read_only(path)?, false)),
        Err(Error::Database(error)) => match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::CannotOpen) if path.exists() => Ok((read_only(path)?, false)),
            Some(rusqlite::ErrorCode::NotADatabase | rusqlite::ErrorCode::CannotOpen) => {
                Err(failed(error))
            }
            _ => Err(Error::Database(error)),
        },
        Err(error) => Err(error),
    }
}

/// A record in memory.
pub(super) fn in_memory() -> Result<Connection> {
    let mut connection = Connection::open_in_memory()?;
    prepare(&mut connection, false)?;
    Ok(connection)
}

/// A record that ends with the program and keeps no more of itself in memory than one in a file: the rest goes to a
/// file without a name.
pub(super) fn aside() -> Result<Connection> {
    let mut connection = Connection::open("")?;
    prepare(&mut connection, false)?;
    Ok(connection)
}

/// The same with all that a record holds.
pub(super) fn copy(from: &Connection) -> Result<Connection> {
    let mut connection = Connection::open("")?;
    Backup::new(from, &mut connection)?.run_to_completion(COPIED, Duration::ZERO, None)?;
    prepare(&mut connection, false)?;
    Ok(connection)
}

/// Whether a record is as this program would have made it: its schema, and the rules by which its facts were merged.
pub(super) fn is_current(connection: &Connection) -> Result<bool> {
    let rules = setting(connection, "rules")?;
    Ok(version(connection)? as usize == MIGRATIONS.len() && rules == Some(RULES.to_string()))
}

/// A file in a place that cannot be written, as it is.
pub(super) fn read_only(path: &Path) -> Result<Connection> {
    let plain = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    );
    if let Ok(connection) = plain
        && check(&connection).is_ok()
    {
        tune(&connection)?;
        stand_in(&connection)?;
        return Ok(connection);
    }
    // In a folder that cannot be written the write-ahead log has no place; the file alone is whole.
    let name: String = (path.to_string_lossy().bytes())
        .map(|b| match b {
            b'/' | b'.' | b'-' | b'_' => char::from(b).to_string(),
            b if b.is_ascii_alphanumeric() => char::from(b).to_string(),
            b => format!("%{b:02X}"),
        })
        .collect();
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_URI
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(format!("file:{name}?immutable=1"), flags)
        .map_err(|source| Error::Open {
            path: path.to_owned(),
            source,
        })?;
    check(&connection)?;
    tune(&connection)?;
    stand_in(&connection)?;
    Ok(connection)
}

/// Lets a record of an older version that cannot be migrated be read as one of this version.
fn stand_in(connection: &Connection) -> Result<()> {
    let found = version(connection)? as usize;
    for step in STAND_INS.iter().skip(found) {
        connection.execute_batch(step)?;
    }
    Ok(())
}

fn version(connection: &Connection) -> Result<u32> {
    Ok(connection.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}

/// Whether the file is a record that this program understands, without changing it.
fn check(connection: &Connection) -> Result<()> {
    let found: i64 = connection.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    if found != APPLICATION {
        return Err(Error::NotARecord { found });
    }
    let (found, known) = (version(connection)?, MIGRATIONS.len() as u32);
    if found > known {
        return Err(Error::TooNew { found, known });
    }
    Ok(())
}

/// Statements are planned once and kept: planned anew for each value bound, which is the default, planning takes
/// longer than answering.
fn tune(connection: &Connection) -> Result<()> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_prepared_statement_cache_capacity(128);
    Ok(())
}

fn prepare(connection: &mut Connection, on_disk: bool) -> Result<()> {
    connection.busy_timeout(PATIENCE)?;
    tune(connection)?;
    let application: i64 = connection.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    let tables: i64 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if application != APPLICATION && (application != 0 || tables > 0) {
        return Err(Error::NotARecord { found: application });
    }
    let (found, known) = (version(connection)?, MIGRATIONS.len() as u32);
    if found > known {
        return Err(Error::TooNew { found, known });
    }
    if on_disk {
        connection.pragma_update(None, "journal_mode", "WAL")?;
        // A killed program loses nothing; a power cut may lose the last batch, never the record.
        connection.pragma_update(None, "synchronous", "NORMAL")?;
        connection.pragma_update(None, "wal_autocheckpoint", LOG_PAGES)?;
    }
    connection.pragma_update(None, "foreign_keys", "OFF")?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.pragma_update(None, "cache_size", -CACHE)?;
    if found < known {
        migrate(connection, found)?;
    }
    Ok(())
}

/// All steps from the schema found to the one known, or none.
fn migrate(connection: &mut Connection, found: u32) -> Result<()> {
    let transaction = connection.transaction()?;
    for step in MIGRATIONS.iter().skip(found as usize) {
        transaction.execute_batch(step)?;
    }
    transaction.execute_batch(VIEWS)?;
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    transaction.pragma_update(None, "user_version", MIGRATIONS.len() as u32)?;
    transaction.execute(
        "INSERT OR IGNORE INTO setting VALUES ('rules', ?1)",
        [RULES.to_string()],
    )?;
    transaction.commit()?;
    Ok(())
}
