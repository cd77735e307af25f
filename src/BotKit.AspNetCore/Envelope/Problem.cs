using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace BotKit.AspNetCore.Envelope;

/// <summary>An answer to a call that did not succeed: problem details (RFC 9457) that are also an envelope.</summary>
internal sealed class Problem : Answer
{
    private Problem(int statusCode, string code, string message)
        : base(statusCode)
    {
        Code = code;
        Message = message;
    }

    public string Code { get; }

    /// <summary>What went wrong, as a sentence that is safe to show.</summary>
    public string Message { get; }

    /// <summary>The bot that the call was about.</summary>
    public string? Bot { get; set; }

    /// <summary>The run, or the id under which a call that asked for one is found in the log.</summary>
    public Guid? ExecutionId { get; set; }

    /// <summary>The run's envelope; <see langword="null"/> where there was no run.</summary>
    public BotResult? Result { get; private init; }

    private IReadOnlyList<BotFieldError>? Details { get; init; }

    protected override string ContentType => "application/problem+json";

    public static Problem Of(
        int statusCode, string code, string message, TimeSpan? retryAfter = null, IReadOnlyList<BotFieldError>? details = null)
        => new(statusCode, code, message) { RetryAfter = retryAfter, Details = details };

    public static Problem Of(int statusCode, BotResult result, BotError error, TimeSpan? retryAfter)
        => new(statusCode, error.Code, error.Message)
        {
            Result = result,
            Bot = result.Bot,
            ExecutionId = result.ExecutionId,
            RetryAfter = retryAfter,
            Details = error.Details,
            Headers = result.IsReplayed ? [("Idempotency-Replayed", "true")] : null,
        };

    /// <summary>Says which bot and run it is about, where that is known.</summary>
    public Problem About(string? bot, Guid executionId)
    {
        Bot = bot ?? Bot;
        ExecutionId = executionId == Guid.Empty ? ExecutionId : executionId;
        return this;
    }

    public static Problem Malformed(string message) => Of(400, BotErrorCodes.InvalidRequest, message);

    public static Problem UnknownBot() => Of(404, BotErrorCodes.UnknownBot, "No bot of that name is registered.");

    /// <summary>The run succeeded; a caller that asks again runs it again, unless it sends an idempotency key.</summary>
    public static Problem ResultNotWritable(BotResult result)
        => new(500, BotErrorCodes.ResultNotWritable, "The run succeeded, but its result cannot be written as JSON.") { Result = result, Bot = result.Bot, ExecutionId = result.ExecutionId };

    public static Problem MethodNotAllowed(string allowed)
        => new(405, BotErrorCodes.MethodNotAllowed, $"The route answers {allowed}.") { Headers = [("Allow", allowed)] };

    public static Problem Internal() => Of(500, BotErrorCodes.InternalError, "The host could not answer the call.");

    protected override void Write(Utf8JsonWriter writer, TimeProvider clock)
        => JsonSerializer.Serialize(writer, ToBody(clock), ApiJson.Default.ProblemBody);

    private ProblemBody ToBody(TimeProvider clock)
    {
        var error = Result?.Error;
        return new ProblemBody
        {
            Title = ReasonPhrases.GetReasonPhrase(StatusCode),
            Status = StatusCode,
            Detail = Message,
            ExecutionId = ExecutionId,
            Bot = Bot,
            RunStatus = Result?.Status,
            Error = new ErrorBody(
                Code,
                Message,
                error?.Severity ?? BotSeverity.Warning,
                error?.Timestamp ?? clock.GetUtcNow(),
                Seconds.Of(RetryAfter ?? error?.RetryAfter),
                Details),
            Duration = Result is null ? null : Milliseconds.Of(Result.Duration),
            Attempts = Result?.Attempts,
        };
    }
}
