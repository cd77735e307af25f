using System.Text.Json;
using System.Text.Json.Serialization;

namespace BotKit.Core.Tests.Ledger;

/// <summary>An input with sensitive members at every depth.</summary>
internal sealed record CardInput(
    string Customer,
    [property: Sensitive] string? Number = null,
    [property: Sensitive] int? Pin = null,
    [property: Sensitive] Address? Home = null,
    Address? Work = null,
    IReadOnlyList<Address>? Others = null,
    IReadOnlyDictionary<string, Address>? Named = null,
    Door? Door = null,
    Free? Free = null,
    string? Note = null);

internal sealed record Address(string Street, [property: Sensitive] decimal Code = 0);

[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(CodeDoor), "code")]
[JsonDerivedType(typeof(OpenDoor), "open")]
internal abstract record Door;

internal sealed record CodeDoor([property: Sensitive] string Code, Address? At = null) : Door;

internal sealed record OpenDoor(string Code) : Door;

internal sealed class Free
{
    public string? Name { get; set; }

    [Sensitive, JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>An input without any.</summary>
internal sealed record PlainInput(string Text, IReadOnlyList<string>? Items = null);
