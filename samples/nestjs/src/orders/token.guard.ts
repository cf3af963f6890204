import { createHash, timingSafeEqual } from 'node:crypto';
import {
  type CanActivate,
  type ExecutionContext,
  ForbiddenException,
  Injectable,
  UnauthorizedException,
} from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import type { Request, Response } from 'express';

@Injectable()
export class TokenGuard implements CanActivate {
  private readonly digest: Buffer;

  constructor(config: ConfigService) {
    this.digest = sha256(config.getOrThrow<string>('ORDERS_TOKEN'));
  }

  canActivate(context: ExecutionContext) {
    const http = context.switchToHttp();
    const { authorization } = http.getRequest<Request>().headers;
    if (!authorization?.startsWith('Bearer ')) {
      http.getResponse<Response>().set('WWW-Authenticate', 'Bearer');
      throw new UnauthorizedException('A bearer token is required');
    }
    const given = sha256(authorization.slice('Bearer '.length));
    if (!timingSafeEqual(given, this.digest)) {
      throw new ForbiddenException('This token may not do that');
    }
    return true;
  }
}

/** Digests have one length, which timingSafeEqual insists on. */
function sha256(text: string) {
  return createHash('sha256').update(text).digest();
}
