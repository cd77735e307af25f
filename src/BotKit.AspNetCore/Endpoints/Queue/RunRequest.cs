using System.Globalization;
using BotKit.AspNetCore.Envelope;
using BotKit.AspNetCore.Security;
using Microsoft.AspNetCore.Http;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>What a caller asks of a run beside its input.</summary>
/// <param name="Options">Key, dry run, caller.</param>
/// <param name="When">When and how urgently, of a run that is to be queued; otherwise <see langword="null"/>.</param>
/// <param name="Wait">How long the caller prefers to wait at most; <see langword="null"/> when it does not say.</param>
internal sealed record RunRequest(BotRunOptions Options, BotEnqueueOptions? When, TimeSpan? Wait)
{
    public const string IdempotencyKey = "Idempotency-Key";
    public const int MaxDelaySeconds = 10 * 365 * 24 * 60 * 60;

    private const string Prefer = "Prefer";
    private const string RespondAsync = "respond-async";
    private const string WaitPreference = "wait";
    private const int MaxWaitSeconds = 24 * 60 * 60;

    /// <summary>Reads headers and query.</summary>
    /// <returns>The request; otherwise what is not well-formed.</returns>
    public static (RunRequest? Request, Problem? Problem) Read(HttpRequest request, Caller caller, TimeProvider clock)
    {
        var query = new ApiQuery(request);
        var key = Key(request, caller, query);
        var dryRun = query.Flag("dryRun");
        var delay = query.Whole("delay", 0, MaxDelaySeconds);
        var dueAt = query.Instant("dueAt");
        var priority = query.Whole("priority", 0, 9);
        var (isQueued, wait) = Preferences(request);
        if (!isQueued && (delay is not null || dueAt is not null || priority is not null))
        {
            query.Refuse("delay, dueAt and priority need the header Prefer: respond-async.");
        }
        else if (delay is not null && dueAt is not null)
        {
            query.Refuse("delay and dueAt exclude each other.");
        }
        else if (dueAt - clock.GetUtcNow() > TimeSpan.FromSeconds(MaxDelaySeconds))
        {
            query.Refuse("dueAt is at most 10 years ahead.");
        }

        if (query.Problem is { } problem)
        {
            return (null, problem);
        }

        var when = new BotEnqueueOptions
        {
            Delay = TimeSpan.FromSeconds(delay ?? 0),
            DueAt = dueAt,
            Priority = (int)(priority ?? BotDefaults.Priority),
        };
        return (new(new() { IdempotencyKey = key, DryRun = dryRun, Caller = caller.Name }, isQueued ? when : null, wait), null);
    }

    /// <summary>The caller's idempotency key as the ledger keeps it; <see langword="null"/> without one, or with a bad one.</summary>
    public static string? Key(HttpRequest request, Caller caller, ApiQuery problems)
    {
        if (!request.Headers.TryGetValue(IdempotencyKey, out var keys))
        {
            return null;
        }

        if (keys is [{ Length: > 0 and <= BotDefaults.MaxIdempotencyKeyLength } key] && !key.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            return ScopedKey.Of(caller, key);
        }

        problems.Refuse($"{IdempotencyKey} has 1 to {BotDefaults.MaxIdempotencyKeyLength} printable ASCII characters, once.");
        return null;
    }

    // RFC 7240, sections 4.1 and 4.3. A preference that is not understood is ignored.
    private static (bool IsQueued, TimeSpan? Wait) Preferences(HttpRequest request)
    {
        var isQueued = false;
        TimeSpan? wait = null;
        foreach (var line in request.Headers[Prefer])
        {
            foreach (var preference in (line ?? "").Split(','))
            {
                var parts = preference.Split(';')[0].Split('=', 2, StringSplitOptions.TrimEntries);
                if (parts is [var name] && name.Equals(RespondAsync, StringComparison.OrdinalIgnoreCase))
                {
                    isQueued = true;
                }
                else if (parts is [var other, var value] && other.Equals(WaitPreference, StringComparison.OrdinalIgnoreCase)
                    && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= MaxWaitSeconds)
                {
                    wait ??= TimeSpan.FromSeconds(seconds);
                }
            }
        }

        return (isQueued, wait);
    }
}
