using System.Diagnostics.CodeAnalysis;
using BotKit.AspNetCore.Envelope;
using BotKit.AspNetCore.Security;
using Microsoft.AspNetCore.Http;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>What a caller asks of a run beside its input.</summary>
internal static class RunHeaders
{
    public const string IdempotencyKey = "Idempotency-Key";
    private const string Prefer = "Prefer";
    private const string RespondAsync = "respond-async";
    private const string DryRun = "dryRun";

    /// <summary>Reads key and dry run.</summary>
    /// <returns>Whether both are well-formed; otherwise <paramref name="problem"/> says what is not.</returns>
    public static bool TryRead(
        HttpRequest request, Caller caller, [NotNullWhen(true)] out BotRunOptions? options, [NotNullWhen(false)] out Problem? problem)
    {
        options = null;
        problem = null;
        string? key = null;
        if (request.Headers.TryGetValue(IdempotencyKey, out var keys))
        {
            key = keys is [{ Length: > 0 and <= BotDefaults.MaxIdempotencyKeyLength } single] ? single : null;
            if (key is null || key.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            {
                problem = Problem.Malformed($"{IdempotencyKey} has 1 to {BotDefaults.MaxIdempotencyKeyLength} printable ASCII characters, once.");
                return false;
            }
        }

        var dryRun = false;
        if (request.Query.TryGetValue(DryRun, out var values) && !(values is [{ } value] && bool.TryParse(value, out dryRun)))
        {
            problem = Problem.Malformed($"{DryRun} is true or false, once.");
            return false;
        }

        options = new() { IdempotencyKey = key is null ? null : ScopedKey.Of(caller, key), DryRun = dryRun, Caller = caller.Name };
        return true;
    }

    /// <summary>Whether the caller prefers not to wait for the run (RFC 7240, section 4.1).</summary>
    public static bool WantsQueue(HttpRequest request)
    {
        foreach (var line in request.Headers[Prefer])
        {
            foreach (var preference in (line ?? "").Split(','))
            {
                if (preference.Split(';')[0].Trim().Equals(RespondAsync, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
