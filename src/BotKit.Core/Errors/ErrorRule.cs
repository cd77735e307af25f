namespace BotKit.Errors;

/// <summary>What <c>OnError</c> says about one type of exception and those derived from it.</summary>
/// <param name="ExceptionType">The type.</param>
/// <param name="Severity">How serious it is.</param>
/// <param name="Code">The code of the verdict.</param>
/// <param name="IsTransient">Whether trying again may help.</param>
/// <param name="Message">A sentence for callers; <see langword="null"/> for the general one.</param>
internal sealed record ErrorRule(Type ExceptionType, BotSeverity Severity, string Code, bool IsTransient, string? Message = null)
{
    public BotFailure Apply(Exception exception)
    {
        var own = exception as BotException;
        return new(Severity, Code, IsTransient, Message ?? own?.Message ?? ErrorSentences.For(Code), own?.RetryAfter);
    }
}
