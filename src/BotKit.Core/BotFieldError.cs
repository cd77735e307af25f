namespace BotKit;

/// <summary>One problem of an input.</summary>
/// <param name="Path">Where, as a JSON path from the root: <c>$.email</c>, <c>$.items[2].price</c>; <c>$</c> is the input itself.</param>
/// <param name="Message">What is wrong, as a sentence. It never repeats the value of a member marked <see cref="SensitiveAttribute"/>.</param>
/// <param name="Code">The rule that was broken, in snake_case, such as <c>required</c>, <c>max_length</c> or <c>unknown_member</c>.</param>
public sealed record BotFieldError(string Path, string Message, string Code);
