namespace BotKit.Errors;

/// <summary>Turns an exception into a verdict. Classifiers are asked in the order of their registration, after <c>OnError</c> rules and before the defaults.</summary>
public interface IBotErrorClassifier
{
    /// <summary>Classifies an exception.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <returns>The verdict, or <see langword="null"/> to leave it to the next classifier.</returns>
    BotFailure? Classify(Exception exception);
}
