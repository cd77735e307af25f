using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace BotKit.Json;

/// <summary>Finds out why a well-formed text does not bind, in words that are safe to show.</summary>
internal static class InputDiagnosis
{
    /// <summary>There is no input at all.</summary>
    public static InputRejection NoInput { get; } = Invalid(new BotFieldError(JsonPath.Root, "An input is required.", FieldCodes.Required));

    /// <summary>Explains a failure to bind.</summary>
    /// <param name="utf8">A well-formed text, at most <see cref="BotJson.MaxDepth"/> deep.</param>
    /// <param name="info">The contract of the input type.</param>
    /// <param name="failure">What the serializer threw, if it did.</param>
    /// <returns>Why; <see langword="null"/> when nothing is wrong.</returns>
    public static InputRejection? Explain(ReadOnlyMemory<byte> utf8, JsonTypeInfo info, Exception? failure)
    {
        using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = BotJson.MaxDepth });
        if (DuplicateMembers.Find(document.RootElement) is { } duplicate)
        {
            return new InputRejection(
                IsMalformed: true,
                [new BotFieldError(duplicate, FieldSentences.Of(FieldCodes.DuplicateMember), FieldCodes.DuplicateMember)]);
        }

        if (document.RootElement.ValueKind is JsonValueKind.Null)
        {
            return NoInput;
        }

        var walk = new InputWalk();
        walk.Visit(document.RootElement, info);
        if (walk.Problems.Count > 0)
        {
            return new InputRejection(IsMalformed: false, walk.Problems);
        }

        // Something in the types' own code refused: a converter, a constructor, a setter.
        return failure is null
            ? null
            : Invalid(new BotFieldError(FailurePath.Of(failure, info), FieldSentences.Of(FieldCodes.Invalid), FieldCodes.Invalid));
    }

    private static InputRejection Invalid(BotFieldError problem) => new(IsMalformed: false, [problem]);
}
