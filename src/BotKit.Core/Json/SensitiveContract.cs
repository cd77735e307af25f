using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace BotKit.Json;

/// <summary>
/// Where the JSON of a type holds members marked <see cref="SensitiveAttribute"/>, at any depth; made once per type. What a
/// converter of its own writes is one value: nothing is known of its inside.
/// </summary>
internal sealed class SensitiveContract
{
    private readonly JsonTypeInfo _info;
    private readonly Dictionary<Type, SensitiveContract> _known;
    private Dictionary<string, SensitiveMember>? _members;
    private bool _takesUnknown;
    private bool _hidesUnknown;

    private SensitiveContract(JsonTypeInfo info, Dictionary<Type, SensitiveContract> known)
    {
        _info = info;
        _known = known;
    }

    /// <summary>What is known of the items of an array or the values of a dictionary.</summary>
    public SensitiveContract? Element { get; private set; }

    private bool HasSensitive => _hidesUnknown || _members?.Values.Any(static member => member.IsSensitive) == true;

    /// <summary>The contract of a type; <see langword="null"/> when neither it nor anything in it has sensitive members.</summary>
    public static SensitiveContract? Of(JsonTypeInfo info)
    {
        var known = new Dictionary<Type, SensitiveContract>();
        var contract = Follow(info, known);
        return known.Values.Any(static found => found.HasSensitive) ? contract : null;
    }

    /// <summary>The contract of the very type that an object is of; <see langword="null"/> when it is not of a known one.</summary>
    public SensitiveContract? For(JsonElement element)
        => _info.PolymorphismOptions is not { } polymorphism ? this
            : DiscriminatorChoice.Of(element, _info, polymorphism).Contract is { } choice ? _known.GetValueOrDefault(choice.Type)
            : null;

    /// <summary>What is known of a member of an object, or of an entry of a dictionary.</summary>
    public SensitiveMember Member(string name)
        => _members is null ? new(false, true, Element)
            : _members.TryGetValue(name, out var member) ? member
            : new(_hidesUnknown, _takesUnknown, null);

    private static SensitiveContract? Follow(JsonTypeInfo info, Dictionary<Type, SensitiveContract> known)
    {
        if (Nullable.GetUnderlyingType(info.Type) is { } underlying && BotJson.Find(info.Options, underlying) is { } inner)
        {
            info = inner;
        }

        if (info.Kind is JsonTypeInfoKind.None)
        {
            return null;
        }

        if (known.TryGetValue(info.Type, out var contract))
        {
            return contract;
        }

        known.Add(info.Type, contract = new SensitiveContract(info, known));
        contract.Fill();
        return contract;
    }

    private void Fill()
    {
        if (_info.Kind is not JsonTypeInfoKind.Object)
        {
            Element = _info.ElementType is { } type && BotJson.Find(_info.Options, type) is { } element ? Follow(element, _known) : null;
            return;
        }

        _members = new(StringComparer.Ordinal);
        foreach (var property in _info.Properties)
        {
            if (property.IsExtensionData)
            {
                _takesUnknown = true;
                _hidesUnknown = SensitiveMembers.IsSensitive(property);
                continue;
            }

            var value = property.CustomConverter is null && BotJson.Find(_info.Options, property.PropertyType) is { } found ? Follow(found, _known) : null;
            _members[property.Name] = new(SensitiveMembers.IsSensitive(property), true, value);
        }

        if (_info.PolymorphismOptions is { } polymorphism)
        {
            _members[polymorphism.TypeDiscriminatorPropertyName] = new(false, true, null);
            foreach (var derived in polymorphism.DerivedTypes)
            {
                FollowDerived(derived.DerivedType, polymorphism.TypeDiscriminatorPropertyName);
            }
        }
    }

    private void FollowDerived(Type type, string discriminator)
    {
        if (BotJson.Find(_info.Options, type) is { } info && Follow(info, _known) is { _members: { } members })
        {
            members.TryAdd(discriminator, new(false, true, null));
        }
    }
}

/// <summary>What the contract says of a member.</summary>
/// <param name="IsSensitive">Whether its value must not be shown.</param>
/// <param name="IsKnown">Whether the contract knows it, or takes unknown ones.</param>
/// <param name="Value">The contract of its value, or <see langword="null"/>.</param>
internal readonly record struct SensitiveMember(bool IsSensitive, bool IsKnown, SensitiveContract? Value);
