namespace BotKit.Notifications;

/// <summary>An e-mail was not sent, or nobody knows.</summary>
public sealed class EmailException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="message">A sentence that is safe to show.</param>
    /// <param name="innerException">The cause, or <see langword="null"/>.</param>
    public EmailException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>The code with which the server refused, such as 451, or <see langword="null"/>.</summary>
    public int? Code { get; init; }

    /// <summary>Whether trying again may help: the server could not be reached, or refused with 4xx.</summary>
    public bool IsTransient { get; init; }

    /// <summary>Whether it may have been sent all the same: the message was on its way, and the server's answer was lost.</summary>
    public bool IsOutcomeUnknown { get; init; }
}
