using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using AspNetCaller = BotKit.AspNetCore.Security.Caller;

namespace BotKit.AspNetCore.Tests.Security;

public sealed class CallerTests
{
    [Fact]
    public void User_IsTheCaller_WhateverTheAddress()
    {
        var one = Of(User(("sub", "42", "LOCAL AUTHORITY")), "10.0.0.1");
        var two = Of(User(("sub", "42", "LOCAL AUTHORITY")), "10.0.0.2");

        two.Should().Be(one);
    }

    [Fact]
    public void SameName_FromAnotherIssuer_IsAnotherCaller()
    {
        var one = Of(User(("sub", "42", "https://one.example")));
        var two = Of(User(("sub", "42", "https://two.example")));

        two.Id.Should().NotBe(one.Id);
    }

    [Fact]
    public void SameText_InAnotherClaim_IsAnotherCaller()
        => Of(User(("sub", "42", "x"))).Id.Should().NotBe(Of(User(("client_id", "42", "x"))).Id);

    [Theory]
    [InlineData("sub")]
    [InlineData(ClaimTypes.NameIdentifier)]
    [InlineData(ClaimTypes.Name)]
    [InlineData("client_id")]
    [InlineData("azp")]
    [InlineData("appid")]
    public void AnyIdentifyingClaim_TellsUsersApart(string type)
    {
        Of(User((type, "a", "x"))).Id.Should().NotBe(Of(User((type, "b", "x"))).Id);
        Of(User((type, "a", "x")), "10.0.0.1").Id.Should().Be(Of(User((type, "a", "x")), "10.0.0.9").Id);
    }

    [Fact]
    public void Name_IsTheIdentitysElseTheClaims()
    {
        Of(User(("sub", "42", "x"), (ClaimTypes.Name, "olga", "x"))).Name.Should().Be("olga");
        Of(User(("sub", "42", "x"))).Name.Should().Be("42");
    }

    [Fact]
    public void UserWithoutAnyName_IsToldByAddress()
    {
        var caller = Of(new ClaimsPrincipal(new ClaimsIdentity([new Claim("role", "operator")], "Token")), "10.0.0.1");

        caller.Should().Be(Of(new ClaimsPrincipal(), "10.0.0.1"));
    }

    [Fact]
    public void Identity_ThatNamesItselfWithoutAClaim_IsToldByThatName()
    {
        var caller = Of(new ClaimsPrincipal(new System.Security.Principal.GenericIdentity("DOMAIN\\olga", "Negotiate")), "10.0.0.1");

        caller.Name.Should().Be("DOMAIN\\olga");
        caller.Id.Should().NotContain("10.0.0.1");
    }

    [Fact]
    public void UnauthenticatedClaims_CountForNothing()
        => Of(new ClaimsPrincipal(new ClaimsIdentity([new Claim("sub", "42")])), "10.0.0.1").Id.Should().NotContain("42");

    [Theory]
    [InlineData("10.0.0.1", "10.0.0.1", true)]
    [InlineData("10.0.0.1", "10.0.0.2", false)]
    [InlineData("::ffff:10.0.0.1", "10.0.0.1", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("::1", "::1", true)]
    public void Nobody_IsToldByTheAddressOfItsNetwork(string one, string two, bool same)
        => (Of(new ClaimsPrincipal(), one) == Of(new ClaimsPrincipal(), two)).Should().Be(same);

    [Fact]
    public void ForwardedHeaders_AloneDecideNothing()
    {
        var context = Context(new ClaimsPrincipal(), "10.0.0.1");
        context.Request.Headers["X-Forwarded-For"] = "10.9.9.9";
        context.Request.Headers["Forwarded"] = "for=10.9.9.9";

        AspNetCaller.Of(context).Should().Be(Of(new ClaimsPrincipal(), "10.0.0.1"));
    }

    [Fact]
    public void UnknownAddress_IsOneCaller()
        => Of(new ClaimsPrincipal(), null).Should().Be(new AspNetCaller("address:unknown", "anonymous at unknown"));

    [Fact]
    public void Name_HoldsNoControlCharactersAndIsShort()
    {
        Of(User(("sub", "a\r\nb\u202Ec\u0000", "x"))).Name.Should().Be("a??b?c?");
        Of(User(("sub", new string('n', 500), "x"))).Name.Should().HaveLength(100);
        Of(User(("sub", new string('n', 99) + "😀", "x"))).Name.Should().Be(new string('n', 99), "half a character is none");
    }

    private static ClaimsPrincipal User(params (string Type, string Value, string Issuer)[] claims)
        => new(new ClaimsIdentity([.. claims.Select(claim => new Claim(claim.Type, claim.Value, null, claim.Issuer))], "Token"));

    private static AspNetCaller Of(ClaimsPrincipal user, string? address = "10.0.0.1") => AspNetCaller.Of(Context(user, address));

    private static DefaultHttpContext Context(ClaimsPrincipal user, string? address)
        => new() { User = user, Connection = { RemoteIpAddress = address is null ? null : IPAddress.Parse(address) } };
}
