using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace BotKit.AspNetCore.Envelope;

/// <summary>Turns a run's envelope into the answer of its call.</summary>
internal static class RunAnswers
{
    /// <param name="result">The envelope.</param>
    /// <param name="contract">How the result is written, sensitive members masked.</param>
    public static Answer Of(BotResult result, JsonTypeInfo contract)
    {
        if (result.Error is { } error)
        {
            var (statusCode, waits) = StatusOf(result.Status, error);
            return Problem.Of(statusCode, result, error, Refusals.WaitOf(error, waits));
        }

        var body = new RunBody(
            true,
            result.ExecutionId,
            result.Bot,
            result.Status,
            new RawJson(JsonSerializer.SerializeToUtf8Bytes(result.Data, contract)),
            Milliseconds.Of(result.Duration),
            result.Attempts);
        return new JsonAnswer<RunBody>(body, ApiJson.Default.RunBody)
        {
            Headers = result.IsReplayed ? [("Idempotency-Replayed", "true")] : null,
        };
    }

    private static (int StatusCode, bool Waits) StatusOf(BotStatus status, BotError error)
        => status switch
        {
            BotStatus.Invalid => (error.Code == BotErrorCodes.MalformedJson ? 400 : 422, false),
            BotStatus.Rejected => Refusals.StatusOf(error.Code),
            BotStatus.TimedOut => (504, false),
            BotStatus.Canceled => (error.Code == BotErrorCodes.CanceledByOperator ? 409 : 499, false),
            BotStatus.Failed when error.Severity == BotSeverity.Warning => (422, false),
            _ => (500, false),
        };
}
