using System.Collections;
using System.Globalization;
using System.Text.Json.Serialization.Metadata;

namespace BotKit.Json;

/// <summary>
/// Follows a path of members through contracts, segment by segment, and says it as a JSON path. Paths come from
/// FluentValidation (<c>Items[0].Address.ZipCode</c>, names of properties) or from the serializer (names in JSON).
/// </summary>
internal sealed class MemberPath
{
    private readonly JsonPath _path = new();
    private readonly bool _byJsonName;
    private JsonTypeInfo? _contract;
    private object? _value;
    private bool _inEntry;

    private MemberPath(JsonTypeInfo? root, object? instance, bool byJsonName)
    {
        _byJsonName = byJsonName;
        _contract = root;
        _value = instance;
    }

    /// <summary>Maps a property path; what the contract does not know is written in camelCase.</summary>
    /// <param name="properties">The path; empty for the input itself.</param>
    /// <param name="root">The contract of the input; without one every segment is unknown.</param>
    /// <param name="instance">The input, which tells the types of polymorphic members; may be missing.</param>
    /// <returns>The JSON path, and whether it leads to or into a sensitive member.</returns>
    public static (string Path, bool IsSensitive) FromProperties(string? properties, JsonTypeInfo? root, object? instance = null)
    {
        var path = Follow(properties, new MemberPath(root, instance, byJsonName: false));
        return (path.ToString(), path.IsSensitive);
    }

    /// <summary>Maps a path in JSON names, as far as the contract knows it.</summary>
    public static string FromJson(string path, JsonTypeInfo root) => Follow(path, new MemberPath(root, null, byJsonName: true)).ToString();

    private static JsonPath Follow(ReadOnlySpan<char> rest, MemberPath walk)
    {
        while (!rest.IsEmpty)
        {
            var isIndex = rest[0] == '[';
            var end = isIndex ? rest.IndexOf(']') : rest[1..].IndexOfAny('.', '[') + 1;
            end = end <= 0 ? rest.Length : end;
            var segment = rest[..end].TrimStart("[.").ToString();
            rest = rest[Math.Min(rest.Length, isIndex ? end + 1 : end)..];
            if (segment.Length > 0 && !(isIndex ? walk.Index(segment) : walk.Name(segment)))
            {
                break;
            }
        }

        return walk._path;
    }

    private bool Index(string segment)
    {
        if (!int.TryParse(segment, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
        {
            return Unknown(segment);
        }

        var isEntry = _contract?.Kind is JsonTypeInfoKind.Dictionary;
        _contract = ContractOf(_contract?.ElementType);
        if (isEntry && EntryAt(_value as IDictionary, index) is { } entry)
        {
            _path.Push(Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? "");
            _value = entry.Value;
            _inEntry = true;
        }
        else
        {
            _path.Push(index);
            _value = ItemAt(_value as IEnumerable, index);
        }

        return true;
    }

    private bool Name(string segment)
    {
        if (_inEntry && segment is "Key" or "Value")
        {
            _inEntry = false;
            return true;
        }

        if (_byJsonName && _contract is { Kind: JsonTypeInfoKind.Dictionary, ElementType: { } element })
        {
            _path.Push(segment);
            _contract = ContractOf(element);
            return true;
        }

        if (Find(segment) is not { } property)
        {
            return Unknown(segment);
        }

        _path.Push(property.Name, SensitiveMembers.IsSensitive(property));
        _value = _value is null ? null : property.Get?.Invoke(_value);
        _contract = ContractOf(property.PropertyType);
        return true;
    }

    private bool Unknown(string segment)
    {
        if (_byJsonName)
        {
            return false;
        }

        _path.Push(System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(segment));
        _contract = null;
        _value = null;
        return true;
    }

    private JsonPropertyInfo? Find(string name)
    {
        if (_contract is null)
        {
            return null;
        }

        if (_value is not null && ContractOf(_value.GetType()) is { Kind: JsonTypeInfoKind.Object } actual)
        {
            _contract = actual;
        }

        if (Find(_contract, name) is { } found)
        {
            return found;
        }

        foreach (var derived in _contract.PolymorphismOptions?.DerivedTypes ?? [])
        {
            if (ContractOf(derived.DerivedType) is { } contract && Find(contract, name) is { } property)
            {
                _value = null;
                return property;
            }
        }

        return null;
    }

    private JsonPropertyInfo? Find(JsonTypeInfo contract, string name)
    {
        foreach (var property in contract.Properties)
        {
            if (_byJsonName ? property.Name == name : MemberNames.NameOf(property) == name)
            {
                return property;
            }
        }

        return null;
    }

    private JsonTypeInfo? ContractOf(Type? type)
    {
        type = type is null ? null : Nullable.GetUnderlyingType(type) ?? type;
        JsonTypeInfo? contract = null;
        _ = type is not null && _contract?.Options.TryGetTypeInfo(type, out contract) == true;
        return contract;
    }

    private static object? ItemAt(IEnumerable? items, int index)
        => items switch
        {
            null => null,
            IList list => index < list.Count ? list[index] : null,
            _ => items.Cast<object?>().ElementAtOrDefault(index),
        };

    private static DictionaryEntry? EntryAt(IDictionary? entries, int index)
    {
        if (entries is null)
        {
            return null;
        }

        var enumerator = entries.GetEnumerator();
        while (enumerator.MoveNext())
        {
            if (index-- == 0)
            {
                return enumerator.Entry;
            }
        }

        return null;
    }
}
