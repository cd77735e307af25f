using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BotKit.Json;
using BotKit.Ledger;

namespace BotKit.Core.Tests.Ledger;

/// <summary>What the ledger stores of an input with sensitive members, and what is read of it.</summary>
public class StoredInputTests
{
    private const string Mark = "botkit:sealed:";

    private static readonly BotJson Json = new([]);

    private static readonly CardInput Everything = new(
        "ann",
        "secret-1",
        424242,
        new("secret-2"),
        new("Main Street", 434343),
        [new("First Street", 444444), new("Second Street", 454545)],
        new Dictionary<string, Address> { ["b\nill"] = new("Third Street", 464646) },
        new CodeDoor("secret-3", new("Fourth Street", 474747)),
        new() { Name = "bob", More = new() { ["x"] = JsonElement.Parse("\"secret-4\""), ["y"] = JsonElement.Parse("""{"z":484848}""") } },
        "a note");

    public static TheoryData<string> Inputs =>
    [
        """{"customer":"ann"}""",
        """{"customer":"ann","number":null,"pin":null,"home":null}""",
        """{"customer":"ann","number":"","pin":-7,"work":{"street":"s","code":1.50}}""",
        """{"customer":"ann","number":"botkit:sealed:AAAA","note":"botkit:sealed:AAAA"}""",
        """{"customer":"ann","number":"botkit:removed","note":"botkit:removed"}""",
        """{"customer":"ann","door":{"kind":"open","code":"1"}}""",
        """{"customer":"ann","door":{"code":"1","kind":"code"}}""",
        """{"customer":"ann","others":[{"street":"a","code":1},{"street":"b"}],"number":"\u0000 \ud83d\ude00 \"quoted\""}""",
        """{"customer":"ann","free":{"name":"n","one":null,"two":[1,{"a":"b"}]}}""",
    ];

    [Fact]
    public void Seal_MembersAtEveryDepth_AreNotReadable()
    {
        var stored = Text(Of<CardInput>(new TestProtector(1)).Seal(Write(Everything)));

        stored.Should().NotContainAny("secret", "424242", "434343", "444444", "454545", "464646", "474747", "484848");
        stored.Should().ContainAll("ann", "Main Street", "Second Street", "Third Street", "Fourth Street", "bob", "a note", "\"kind\":\"code\"");
        stored.Should().NotContain("First\"").And.Contain(Mark);
        JsonElement.Parse(stored).GetProperty("home").ValueKind.Should().Be(JsonValueKind.String);
    }

    [Fact]
    public void Open_OfEverything_GivesTheSameJson()
    {
        var input = Of<CardInput>(new TestProtector(1));

        Text(input.Open(input.Seal(Write(Everything)), 1)).Should().Be(Text(Write(Everything)));
    }

    [Theory]
    [MemberData(nameof(Inputs))]
    public void Open_OfWhatWasSealed_GivesTheSameValues(string json)
    {
        var input = Of<CardInput>(new TestProtector(1));

        var opened = input.Open(input.Seal(Encoding.UTF8.GetBytes(json)), 1);

        JsonElement.DeepEquals(JsonElement.Parse(opened.Span), JsonElement.Parse(json)).Should().BeTrue();
    }

    [Fact]
    public void Seal_InputWithoutSensitiveMembers_IsTheSameBytes()
    {
        var protector = new TestProtector(1);
        var json = Write(new PlainInput("botkit:sealed:AAAA", ["x"]));
        var input = Of<PlainInput>(protector);

        input.Seal(json).Equals(json).Should().BeTrue();
        input.HasSensitive.Should().BeFalse();
        protector.Calls.Should().Be(0);
    }

    [Fact]
    public void Seal_WithoutProtector_IsTheSameBytes()
    {
        var json = Write(Everything);

        Of<CardInput>(null).Seal(json).Equals(json).Should().BeTrue();
        Of<CardInput>(null).HasSensitive.Should().BeTrue();
    }

    [Fact]
    public void Seal_OpenDoorOfTheSameMemberName_IsNotSealed()
        => Text(Of<CardInput>(new TestProtector(1)).Seal(Write(new CardInput("ann", Door: new OpenDoor("public"))))).Should().Contain("public");

    [Fact]
    public void Seal_ProtectorFails_IsAFailureOfTheStore()
    {
        var seal = () => Of<CardInput>(new TestProtector(1) { Failure = new IOException("no keys") }).Seal(Write(Everything));

        seal.Should().Throw<BotStoreException>().WithInnerException<IOException>();
    }

    [Fact]
    public void Open_StoredInTheClear_IsTheSameBytes()
    {
        var json = Write(Everything);

        Of<CardInput>(new TestProtector(1)).Open(json, 1).Equals(json).Should().BeTrue();
    }

    [Fact]
    public void Open_AfterAChangeOfTheKey_StillReadsTheOldOne()
    {
        var stored = Of<CardInput>(new TestProtector(1)).Seal(Write(Everything));

        Text(Of<CardInput>(new TestProtector(1, 2)).Open(stored, 1)).Should().Be(Text(Write(Everything)));
    }

    [Fact]
    public void Open_KeyIsGone_IsRefused()
        => Opening(Of<CardInput>(new TestProtector(1)).Seal(Write(Everything)), new TestProtector(2)).Should().Throw<CryptographicException>();

    [Fact]
    public void Open_ProtectorIsGone_IsRefused()
        => Opening(Of<CardInput>(new TestProtector(1)).Seal(Write(Everything)), null).Should().Throw<CryptographicException>().WithMessage("*ProtectPayloads*");

    [Theory]
    [InlineData(Mark, Mark + "A")]
    [InlineData(Mark, Mark + "!")]
    [InlineData("\"number\":\"" + Mark, "\"number\":\"" + Mark + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\",\"note\":\"")]
    [InlineData("\"number\":\"", "\"pin\":\"")]
    public void Open_ChangedCiphertext_IsRefused(string part, string changed)
    {
        var stored = Text(Of<CardInput>(new TestProtector(1)).Seal(Write(new CardInput("ann", "secret"))));

        Opening(Encoding.UTF8.GetBytes(stored.Replace(part, changed, StringComparison.Ordinal)), new TestProtector(1)).Should().Throw<CryptographicException>();
    }

    [Fact]
    public void Open_CiphertextPutIntoAMemberThatIsShown_IsNotDecrypted()
    {
        var input = Of<CardInput>(new TestProtector(1));
        var sealed_ = JsonElement.Parse(input.Seal(Write(new CardInput("ann", "secret"))).Span).GetProperty("number").GetString();

        var opened = Text(input.Open(Write(new CardInput("ann", Note: sealed_)), 1));

        opened.Should().Contain(sealed_).And.NotContain("secret\"");
    }

    [Fact]
    public void Open_CiphertextOfAnotherBot_IsRefused()
    {
        var stored = new StoredInput("other", Json.Find(typeof(CardInput)), 1, new TestProtector(1)).Seal(Write(new CardInput("ann", "secret")));

        Opening(stored, new TestProtector(1)).Should().Throw<CryptographicException>();
    }

    [Fact]
    public void Open_MemberThatIsNotSensitiveAnyMore_IsDecrypted()
    {
        var stored = Of<CardInput>(new TestProtector(1)).Seal(Write(new CardInput("ann", "secret")));

        Text(Of<PlainInput>(new TestProtector(1)).Open(stored, 1)).Should().Contain("\"number\":\"secret\"");
    }

    [Fact]
    public void Open_OfAnOlderShape_DecryptsMembersThatAreGone()
    {
        var stored = """{"account":"botkit:sealed:AAAA"}"""u8.ToArray();

        var open = () => Of<CardInput>(new TestProtector(1)).Open(stored, 0);

        open.Should().Throw<CryptographicException>("nobody knows whether it was sensitive, and ciphertext is no account");
    }

    [Fact]
    public void Remaining_MembersAreKept_IsNothing()
        => Of<CardInput>(new TestProtector(1)).Remaining(Write(Everything), 1).Should().BeNull();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Remaining_MembersAreNotKept_HasTheRest(bool isSealed)
    {
        var input = Of<CardInput>(new TestProtector(1));
        input.KeepsSensitive = false;
        var stored = isSealed ? input.Seal(Write(Everything)) : Write(Everything);

        var remaining = input.Remaining(stored, 1)!.Value;

        Text(remaining).Should().NotContainAny("secret", "42", "43", "44", "45", "46", "47", "48", Mark).And.ContainAll("ann", "Main Street", "a note");
        input.IsRemoved(remaining, 1).Should().BeTrue();
        input.IsRemoved(stored, 1).Should().BeFalse();
        Opening(remaining, new TestProtector(1)).Should().Throw<CryptographicException>();
    }

    [Fact]
    public void Remaining_OfAnOlderShape_LosesWhatIsEncrypted()
    {
        var input = Of<CardInput>(new TestProtector(2));
        input.KeepsSensitive = false;
        var stored = """{"customer":"ann","account":"botkit:sealed:AAAA"}"""u8.ToArray();

        var remaining = input.Remaining(stored, 0)!.Value;

        Text(remaining).Should().Be("""{"customer":"ann","account":"botkit:removed"}""");
        input.IsRemoved(remaining, 0).Should().BeTrue();
    }

    [Theory]
    [InlineData("""{"customer":"ann","number":null}""")]
    [InlineData("""{"customer":"ann","note":"botkit:removed"}""")]
    public void Remaining_NothingToRemove_IsNothing(string json)
    {
        var input = Of<CardInput>(new TestProtector(1));
        input.KeepsSensitive = false;

        input.Remaining(Encoding.UTF8.GetBytes(json), 1).Should().BeNull();
        input.IsRemoved(Encoding.UTF8.GetBytes(json), 1).Should().BeFalse();
    }

    [Fact]
    public void Reveal_WhatCannotBeDecryptedOrWasRemoved_IsNotShown()
    {
        var stored = Of<CardInput>(new TestProtector(1)).Seal(Write(new CardInput("ann", "secret", Note: "note")));
        var changed = Text(stored).Replace("\"pin\":null", "\"pin\":\"botkit:removed\"", StringComparison.Ordinal);

        var shown = Text(Of<CardInput>(new TestProtector(2)).Reveal(Encoding.UTF8.GetBytes(changed), 1));

        shown.Should().ContainAll("\"number\":\"***\"", "\"pin\":null", "\"note\":\"note\"").And.NotContain("botkit:");
    }

    [Fact]
    public void Mask_ShowsWhatItsContractKnowsAndNothingElse()
    {
        var stored = Of<CardInput>(new TestProtector(1)).Seal(Write(Everything));
        var more = Text(stored).Insert(1, "\"unknown\":{\"a\":\"b\"},");

        var shown = Text(Of<CardInput>(null).Mask(Encoding.UTF8.GetBytes(more)));

        shown.Should().NotContainAny("secret", "botkit:", "\"b\"").And.ContainAll("ann", "Main Street", "a note");
        var root = JsonElement.Parse(shown);
        new[] { root.GetProperty("unknown"), root.GetProperty("pin"), root.GetProperty("home"), root.GetProperty("door").GetProperty("code"), root.GetProperty("free").GetProperty("y") }
            .Should().OnlyContain(value => value.ValueEquals(SensitiveAttribute.Mask));
    }

    private static StoredInput Of<T>(IBotPayloadProtector? protector) => new("card", Json.Find(typeof(T)), 1, protector);

    private static Func<ReadOnlyMemory<byte>> Opening(ReadOnlyMemory<byte> stored, IBotPayloadProtector? protector) => () => Of<CardInput>(protector).Open(stored, 1);

    private static ReadOnlyMemory<byte> Write<T>(T input) => JsonSerializer.SerializeToUtf8Bytes(input, (JsonTypeInfo<T>)Json.Find(typeof(T))!);

    private static string Text(ReadOnlyMemory<byte> json) => Encoding.UTF8.GetString(json.Span);
}
