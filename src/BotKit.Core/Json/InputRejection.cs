namespace BotKit.Json;

/// <summary>Why a text is no input.</summary>
/// <param name="IsMalformed">Whether the text itself is not acceptable JSON (HTTP 400), rather than not fitting the input type (422).</param>
/// <param name="Problems">What is wrong, at least one and at most <see cref="FieldCodes.MaxProblems"/>.</param>
internal sealed record InputRejection(bool IsMalformed, IReadOnlyList<BotFieldError> Problems);
