namespace BotKit.Testing.Conformance;

/// <summary>A store does not keep its contract.</summary>
public sealed class ConformanceException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="message">What was expected, and what the store did.</param>
    /// <param name="innerException">What the store threw, or <see langword="null"/>.</param>
    public ConformanceException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
