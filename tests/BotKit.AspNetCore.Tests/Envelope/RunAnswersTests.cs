using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BotKit.AspNetCore.Envelope;

namespace BotKit.AspNetCore.Tests.Envelope;

/// <summary>The status codes that are hard to bring about from outside.</summary>
public sealed class RunAnswersTests
{
    private static readonly JsonTypeInfo Contract = JsonSerializerOptions.Default.GetTypeInfo(typeof(string));

    [Theory]
    [InlineData(BotStatus.Rejected, BotErrorCodes.DepthExceeded, 422, false)]
    [InlineData(BotStatus.Rejected, BotErrorCodes.IdempotencyCycle, 409, false)]
    [InlineData(BotStatus.Rejected, BotErrorCodes.IdempotencyConflict, 409, false)]
    [InlineData(BotStatus.Rejected, BotErrorCodes.StoreFull, 503, true)]
    [InlineData(BotStatus.Rejected, BotErrorCodes.StoreUnavailable, 503, true)]
    [InlineData(BotStatus.Rejected, BotErrorCodes.Disabled, 503, false)]
    [InlineData(BotStatus.Rejected, BotErrorCodes.Isolated, 503, false)]
    [InlineData(BotStatus.Rejected, BotErrorCodes.CircuitOpen, 503, true)]
    [InlineData(BotStatus.Rejected, BotErrorCodes.RateLimited, 429, true)]
    [InlineData(BotStatus.Rejected, BotErrorCodes.ConcurrencyLimited, 429, true)]
    [InlineData(BotStatus.Rejected, "a_code_to_come", 503, true)]
    [InlineData(BotStatus.Invalid, BotErrorCodes.MalformedJson, 400, false)]
    [InlineData(BotStatus.Invalid, BotErrorCodes.InvalidInput, 422, false)]
    [InlineData(BotStatus.TimedOut, BotErrorCodes.Timeout, 504, false)]
    [InlineData(BotStatus.Canceled, BotErrorCodes.CanceledByCaller, 499, false)]
    [InlineData(BotStatus.Canceled, BotErrorCodes.CanceledByOperator, 409, false)]
    [InlineData(BotStatus.Failed, BotErrorCodes.Timeout, 500, false)]
    [InlineData(BotStatus.Dead, "interrupted", 500, false)]
    public void StatusCode_FollowsFromStatusAndCode(BotStatus status, string code, int expected, bool waits)
    {
        var error = new BotError(code, "x", status == BotStatus.Failed ? BotSeverity.Standard : BotSeverity.Warning, DateTimeOffset.UnixEpoch);
        var result = BotResult<string>.NotSucceeded(status, Guid.Empty, "echo", TimeSpan.Zero, 0, error);

        var answer = RunAnswers.Of(result, Contract);

        answer.StatusCode.Should().Be(expected);
        answer.RetryAfter.Should().Be(waits ? TimeSpan.FromMinutes(1) : null);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(1_000, 1)]
    [InlineData(1_001, 2)]
    [InlineData(59_999, 60)]
    [InlineData(86_400_000, 86_400)]
    public void Seconds_AreWholeRoundedUpAndAtLeastOne(int milliseconds, int expected)
        => Seconds.Of(TimeSpan.FromMilliseconds(milliseconds)).Should().Be(expected);
}
