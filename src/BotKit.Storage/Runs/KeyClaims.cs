using BotKit.Ledger;
using BotKit.Storage.Dialect;
using BotKit.Storage.Rows;

namespace BotKit.Storage.Runs;

/// <summary>What a run finds under its idempotency key.</summary>
/// <param name="Outcome">Whose the key is.</param>
/// <param name="Holder">The run that holds it.</param>
internal readonly record struct KeyClaim(KeyOutcome Outcome, Guid Holder);

/// <summary>Idempotency keys: a key is live while its run has not ended, and afterwards until it expires.</summary>
internal static class KeyClaims
{
    /// <summary>Takes the key unless it is live; gives no row when it is.</summary>
    public const string Take = """
        insert into bot_idem (bot, idem_key, run_id, hash, stored, expires) values (@bot, @key, @id, @hash, 0, @expires)
        on conflict (bot, idem_key) do update set run_id = excluded.run_id, hash = excluded.hash, stored = 0, expires = excluded.expires
         where bot_idem.stored = 1 and bot_idem.expires <= @now
        returning run_id
        """;

    public const string Find = "select run_id, stored, hash from bot_idem where bot = @bot and idem_key = @key and (stored = 0 or expires > @now)";

    /// <summary>Claims the key of a run that is submitted.</summary>
    /// <returns><see cref="KeyOutcome.Won"/> too when the run holds it already.</returns>
    public static KeyClaim Claim(StoreSession session, RunSubmission run, string key, long due)
    {
        var now = session.Now;
        var isTaken = session.Sql(Take).Set("bot", run.Bot).Set("key", key).Set("id", run.ExecutionId).Set("hash", run.Fingerprint)
            .Set("expires", Math.Max(now, due) + (long)run.KeyLifetime.TotalMilliseconds).Set("now", now).Any();
        if (isTaken)
        {
            return new(KeyOutcome.Won, run.ExecutionId);
        }

        return Look(session, run, key) ?? throw new BotStoreException("An idempotency key changed while it was claimed.");
    }

    /// <summary>Looks who holds the key of a run, without claiming it.</summary>
    public static KeyClaim? Look(StoreSession session, RunSubmission run, string key)
    {
        using var reader = session.Sql(Find).Set("bot", run.Bot).Set("key", key).Set("now", session.Now).Query();
        if (!reader.Read())
        {
            return null;
        }

        var holder = session.Dialect.ReadId(reader, 0);
        if (holder == run.ExecutionId)
        {
            return new(KeyOutcome.Won, holder);
        }

        if (!run.Fingerprint.Span.SequenceEqual(reader.Bytes(2)))
        {
            return new(KeyOutcome.Conflict, holder);
        }

        return new(reader.Bool(1) ? KeyOutcome.Stored : KeyOutcome.InFlight, holder);
    }
}
