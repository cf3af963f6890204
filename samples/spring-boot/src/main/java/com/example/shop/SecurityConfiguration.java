package com.example.shop;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.Map;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.core.DefaultOAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;

@Configuration
class SecurityConfiguration {

	private static final String CANCEL = "orders:cancel";

	@Bean
	SecurityFilterChain api(HttpSecurity http, OpaqueTokenIntrospector tokens) {
		return http
			.authorizeHttpRequests(requests -> requests
				.requestMatchers(HttpMethod.POST, "/orders/*/cancel").hasAuthority(CANCEL)
				.anyRequest().permitAll())
			.oauth2ResourceServer(server -> server
				.opaqueToken(opaque -> opaque.introspector(tokens))
				// sendError, so that Boot's error page answers with JSON; by default the body is empty.
				.authenticationEntryPoint((request, response, e) -> {
					response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
					response.sendError(HttpStatus.UNAUTHORIZED.value());
				})
				.accessDeniedHandler(new AccessDeniedHandlerImpl()))
			.csrf(CsrfConfigurer::disable) // no cookie, nothing to forge
			.sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.build();
	}

	/** One shared secret instead of an authorization server: the wrong token is a caller who may do nothing. */
	@Bean
	OpaqueTokenIntrospector tokens(@Value("${orders.token}") String secret) {
		byte[] expected = secret.getBytes(StandardCharsets.UTF_8);
		return (token) -> {
			boolean known = !secret.isEmpty()
					&& MessageDigest.isEqual(token.getBytes(StandardCharsets.UTF_8), expected);
			Collection<GrantedAuthority> authorities = known
					? AuthorityUtils.createAuthorityList(CANCEL) : AuthorityUtils.NO_AUTHORITIES;
			return new DefaultOAuth2AuthenticatedPrincipal(Map.of("sub", "back-office"), authorities);
		};
	}

}
