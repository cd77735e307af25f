using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace BotKit.Json;

/// <summary>Compares a document with the contract of a type and collects what does not fit, in the order of the document.</summary>
internal sealed class InputWalk
{
    private readonly Dictionary<JsonTypeInfo, ContractMembers> _members = [];
    private readonly Dictionary<Type, LeafContract> _leaves = [];
    private readonly JsonPath _path = new();

    public List<BotFieldError> Problems { get; } = [];

    private bool IsFull => Problems.Count >= FieldCodes.MaxProblems;

    public void Visit(JsonElement element, JsonTypeInfo info)
    {
        if (Nullable.GetUnderlyingType(info.Type) is { } underlying)
        {
            if (element.ValueKind is JsonValueKind.Null || !info.Options.TryGetTypeInfo(underlying, out var inner))
            {
                return;
            }

            info = inner;
        }

        switch (info.Kind)
        {
            case JsonTypeInfoKind.None:
                VisitLeaf(element, info);
                break;
            case var _ when element.ValueKind is JsonValueKind.Null:
                if (info.Type.IsValueType)
                {
                    Add(FieldCodes.NotNull);
                }

                break;
            case JsonTypeInfoKind.Enumerable:
                VisitItems(element, info);
                break;
            case JsonTypeInfoKind.Dictionary:
                VisitEntries(element, info);
                break;
            default:
                VisitObject(element, info);
                break;
        }
    }

    private void VisitLeaf(JsonElement element, JsonTypeInfo info)
    {
        if (!_leaves.TryGetValue(info.Type, out var leaf))
        {
            _leaves.Add(info.Type, leaf = new LeafContract(info));
        }

        if (leaf.Refuse(element) is { } problem)
        {
            Add(problem.Code, problem.Sentence);
        }
    }

    private void VisitItems(JsonElement element, JsonTypeInfo info)
    {
        if (!IsOf(JsonValueKind.Array, element, "Must be an array.") || ElementOf(info) is not { } item)
        {
            return;
        }

        var index = 0;
        foreach (var child in element.EnumerateArray())
        {
            _path.Push(index++);
            Visit(child, item);
            _path.Pop();
            if (IsFull)
            {
                return;
            }
        }
    }

    private void VisitEntries(JsonElement element, JsonTypeInfo info)
    {
        if (!IsOf(JsonValueKind.Object, element, "Must be an object.") || ElementOf(info) is not { } item)
        {
            return;
        }

        foreach (var entry in element.EnumerateObject())
        {
            _path.Push(entry.Name);
            Visit(entry.Value, item);
            _path.Pop();
            if (IsFull)
            {
                return;
            }
        }
    }

    private void VisitObject(JsonElement element, JsonTypeInfo info)
    {
        if (!IsOf(JsonValueKind.Object, element, "Must be an object."))
        {
            return;
        }

        string? discriminator = null;
        if (info.PolymorphismOptions is { } polymorphism)
        {
            discriminator = polymorphism.TypeDiscriminatorPropertyName;
            var choice = DiscriminatorChoice.Of(element, info, polymorphism);
            if (choice.Contract is null)
            {
                _path.Push(discriminator);
                Add(choice.Code, choice.Sentence);
                _path.Pop();
                return;
            }

            info = choice.Contract;
        }

        VisitMembers(element, MembersOf(info), discriminator);
    }

    private void VisitMembers(JsonElement element, ContractMembers members, string? discriminator)
    {
        foreach (var member in element.EnumerateObject())
        {
            if (members.TryGet(member.Name, out var property))
            {
                _path.Push(member.Name, SensitiveMembers.IsSensitive(property));
                VisitMember(member.Value, property, members);
                _path.Pop();
            }
            else if (!members.AllowsUnknown && member.Name != discriminator)
            {
                _path.Push(member.Name);
                Add(FieldCodes.UnknownMember);
                _path.Pop();
            }

            if (IsFull)
            {
                return;
            }
        }

        foreach (var property in members.Required)
        {
            if (!element.TryGetProperty(property.Name, out _))
            {
                _path.Push(property.Name);
                Add(FieldCodes.Required);
                _path.Pop();
            }
        }
    }

    private void VisitMember(JsonElement element, JsonPropertyInfo property, ContractMembers members)
    {
        if (!ContractMembers.IsRead(property))
        {
            return;
        }

        if (element.ValueKind is JsonValueKind.Null && !ContractMembers.AllowsNull(property))
        {
            Add(FieldCodes.NotNull);
        }
        else if (members.IsReadPlainly(property) && property.Options.TryGetTypeInfo(property.PropertyType, out var info))
        {
            Visit(element, info);
        }
    }

    private ContractMembers MembersOf(JsonTypeInfo info)
    {
        if (!_members.TryGetValue(info, out var members))
        {
            _members.Add(info, members = new ContractMembers(info));
        }

        return members;
    }

    private static JsonTypeInfo? ElementOf(JsonTypeInfo info)
        => info.ElementType is { } type && info.Options.TryGetTypeInfo(type, out var element) ? element : null;

    private bool IsOf(JsonValueKind kind, JsonElement element, string sentence)
    {
        if (element.ValueKind == kind)
        {
            return true;
        }

        Add(FieldCodes.WrongType, sentence);
        return false;
    }

    private void Add(string code, string? sentence = null)
    {
        if (!IsFull)
        {
            Problems.Add(new BotFieldError(_path.ToString(), sentence ?? FieldSentences.Of(code), code));
        }
    }
}
