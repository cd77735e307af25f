using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace BotKit.Json;

/// <summary>Binds JSON text to an input type, strictly. It throws for no text whatever.</summary>
internal static class StrictJson
{
    /// <summary>Binds a text.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="info">The contract of the input type, from <see cref="BotJson.Options"/>.</param>
    /// <param name="value">The input.</param>
    /// <param name="problems">What is wrong: paths, codes and general sentences, never a value of the text; at most <see cref="FieldCodes.MaxProblems"/>.</param>
    /// <param name="isMalformed">Whether the text itself is not acceptable JSON (HTTP 400), rather than not fitting the input type (422).</param>
    /// <returns>Whether the text is an input.</returns>
    public static bool TryRead<T>(
        ReadOnlyMemory<byte> utf8,
        JsonTypeInfo<T> info,
        [NotNullWhen(true)] out T? value,
        out IReadOnlyList<BotFieldError> problems,
        out bool isMalformed)
    {
        var rejection = Bind(utf8, info, out value);
        problems = rejection?.Problems ?? [];
        isMalformed = rejection is { IsMalformed: true };
        return rejection is null && value is not null;
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Constructors and setters of the input type may throw anything.")]
    private static InputRejection? Bind<T>(ReadOnlyMemory<byte> utf8, JsonTypeInfo<T> info, out T? value)
    {
        value = default;
        if (JsonText.Check(utf8.Span, out var mayOverflow) is { } code)
        {
            return new InputRejection(IsMalformed: true, [new BotFieldError(JsonPath.Root, FieldSentences.Of(code), code)]);
        }

        Exception? failure = null;
        try
        {
            value = JsonSerializer.Deserialize(utf8.Span, info);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            failure = exception;
        }

        if (failure is null && value is not null && !mayOverflow)
        {
            return null;
        }

        var rejection = InputDiagnosis.Explain(utf8, info, failure) ?? (value is null ? InputDiagnosis.NoInput : null);
        value = rejection is null ? value : default;
        return rejection;
    }
}
