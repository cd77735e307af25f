using System.Text.Json;
using FluentValidation;

namespace BotKit.Handlers.Content;

internal sealed class ContentRenderInputValidator : AbstractValidator<ContentRenderInput>
{
    private const int MaxDepth = 8;
    private const int MaxCharacters = 256 * 1024;

    public ContentRenderInputValidator()
    {
        RuleFor(input => input.Voice).Name();
        RuleFor(input => input.Template).Cascade(CascadeMode.Stop).NotNull().Name();
        RuleFor(input => input.Language).Language();
        RuleFor(input => input.Data)
            .Must(static data => data is null || (data.Values.Sum(static value => (long)value.GetRawText().Length) <= MaxCharacters && data.Values.All(static value => Fits(value, MaxDepth))))
            .WithMessage($"The data may have at most {MaxCharacters} characters, and be nested at most {MaxDepth} deep.");
    }

    private static bool Fits(JsonElement value, int depth) => value.ValueKind switch
    {
        JsonValueKind.Array => depth > 0 && value.EnumerateArray().All(item => Fits(item, depth - 1)),
        JsonValueKind.Object => depth > 0 && value.EnumerateObject().All(member => Fits(member.Value, depth - 1)),
        _ => true,
    };
}
