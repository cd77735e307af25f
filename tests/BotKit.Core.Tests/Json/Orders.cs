using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace BotKit.Core.Tests.Json;

public enum Priority
{
    Low,
    VeryHigh,
}

public sealed record Address(string Street, [property: JsonPropertyName("zip")] string ZipCode);

public sealed record OrderItem(string Sku, int Quantity, decimal Price = 1.5m);

public sealed record Order(string Customer, IReadOnlyList<OrderItem> Items)
{
    public string? Note { get; init; }

    public Address? Address { get; init; }

    public Priority Priority { get; init; }

    public double Weight { get; init; }

    public float Volume { get; init; }

    public int? Floor { get; init; }

    public DateTimeOffset? Due { get; init; }

    public Guid? Reference { get; init; }

    public bool Gift { get; init; }

    public Dictionary<string, int>? Counts { get; init; }

    public JsonElement? Extra { get; init; }

    public JsonNode? Tree { get; init; }

    public string Summary => Customer + Items.Count;

    [JsonIgnore]
    public string? Hidden { get; init; }
}

[JsonPolymorphic(TypeDiscriminatorPropertyName = "operation")]
[JsonDerivedType(typeof(Copy), "copy")]
[JsonDerivedType(typeof(Delete), "delete")]
public abstract record FileWork(string Path);

public sealed record Copy(string Path, string Target) : FileWork(Path);

public sealed record Delete(string Path) : FileWork(Path)
{
    public bool Recursive { get; init; }
}

public sealed record Batch(IReadOnlyList<FileWork> Steps);

public sealed class Tree
{
    public string? Name { get; init; }

    public List<Tree>? Children { get; init; }
}

public sealed record Login(string User)
{
    [Sensitive]
    public required string Password { get; init; }

    [Sensitive]
    public int Pin { get; init; }

    [Sensitive]
    public Address? Home { get; init; }

    [Sensitive]
    public Dictionary<string, string>? Secrets { get; init; }

    public IReadOnlyList<Card>? Cards { get; init; }

    public Credential? Credential { get; init; }

    public object? Anything { get; init; }
}

public sealed record Card([property: Sensitive] string Number, string Holder);

[JsonDerivedType(typeof(ApiKey), "key")]
public abstract class Credential
{
    [Sensitive]
    public virtual string? Secret { get; init; }
}

public sealed class ApiKey : Credential
{
    public override string? Secret { get; init; }

    public string? Name { get; init; }
}

public sealed class Guarded
{
    public Guarded(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        Count = count;
    }

    public int Count { get; }
}

[JsonSerializable(typeof(Order))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(FileWork))]
[JsonSerializable(typeof(Batch))]
[JsonSerializable(typeof(Login))]
[JsonSerializable(typeof(Tree))]
internal sealed partial class OrderContext : JsonSerializerContext;
